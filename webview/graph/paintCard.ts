/** Draws one node on a canvas: on screen and in the exported picture. Text is drawn, so it is sharp at every zoom and cannot be markup. */
import { hueColor, type Theme, toneColors } from '../theme.ts';
import { badgeWidth, type Card, fitText, fonts, type Measure, PAD } from './card.ts';
import type { Box } from './layout.ts';

export interface CardLook {
  selected: boolean;
  focused: boolean;
  match: boolean;
  dimmed: boolean;
  zoom: number;
  /** Milliseconds, for the spinner. */
  now: number;
}

type Pen = CanvasRenderingContext2D;

export function paintCard(pen: Pen, card: Card, box: Box, look: CardLook, theme: Theme, measure: Measure): void {
  pen.globalAlpha = look.dimmed ? 0.35 : 1;
  if (card.shape === 'open') paintHeader(pen, card, box, look, theme, measure);
  else if (card.shape === 'absent') paintAbsent(pen, card, box, look, theme, measure);
  else paintStep(pen, card, box, look, theme, measure);
  pen.globalAlpha = 1;
}

function frame(pen: Pen, box: Box, look: CardLook, theme: Theme, stroke: string): void {
  pen.beginPath();
  pen.roundRect(box.x, box.y, box.width, box.height, 6);
  pen.fillStyle = theme.color.card;
  pen.fill();
  pen.lineWidth = look.selected || look.match ? 2 : 1;
  pen.strokeStyle = look.selected ? theme.color.accent : look.match ? theme.color.match : stroke;
  pen.stroke();
}

/** Smaller than letters: a box and its colour, without anything that costs. */
function paintTiny(pen: Pen, card: Card, box: Box, look: CardLook, theme: Theme, hue: string): void {
  pen.fillStyle = look.match ? theme.color.match : theme.color['card-line'];
  pen.fillRect(box.x, box.y, box.width, box.height);
  pen.fillStyle = card.running ? theme.color.accent : hue;
  pen.fillRect(box.x, box.y, Math.max(14, 3 / look.zoom), box.height);
  if (look.selected) {
    pen.lineWidth = 2 / look.zoom;
    pen.strokeStyle = theme.color.accent;
    pen.strokeRect(box.x, box.y, box.width, box.height);
  }
}

function paintStep(pen: Pen, card: Card, box: Box, look: CardLook, theme: Theme, measure: Measure): void {
  const hue = card.hue === 'red' ? theme.color.red : hueColor(theme, card.hue);
  if (look.zoom < 0.2) {
    paintTiny(pen, card, box, look, theme, hue);
    return;
  }
  if (card.shape === 'shut' && look.zoom > 0.3) paintStack(pen, box, theme);
  frame(pen, box, look, theme, card.running ? theme.color.accent : theme.color['card-line']);
  pen.save();
  pen.beginPath();
  pen.roundRect(box.x, box.y, box.width, box.height, 6);
  pen.clip();
  pen.fillStyle = hue;
  pen.fillRect(box.x, box.y, look.zoom < 0.3 ? 10 : 4, box.height);
  pen.restore();
  if (look.selected) outline(pen, box, theme);
  if (look.zoom < 0.48) paintFar(pen, card, box, look, theme, measure);
  else paintNear(pen, card, box, look, theme, measure);
}

/** The accent line again over the coloured bar, so that the selection is a whole frame. */
function outline(pen: Pen, box: Box, theme: Theme): void {
  pen.beginPath();
  pen.roundRect(box.x, box.y, box.width, box.height, 6);
  pen.lineWidth = 2;
  pen.strokeStyle = theme.color.accent;
  pen.stroke();
}

/** From far away only the name, in letters large enough to read. */
function paintFar(pen: Pen, card: Card, box: Box, look: CardLook, theme: Theme, measure: Measure): void {
  const size = Math.min(24, Math.max(13, 9.5 / look.zoom));
  const font = `600 ${size}px ${theme.uiFont}`;
  pen.font = font;
  pen.fillStyle = theme.color.bright;
  pen.textAlign = 'left';
  pen.fillText(
    fitText(card.name, box.width - PAD - 10, font, measure),
    box.x + PAD,
    box.y + box.height / 2 + size * 0.35,
  );
}

function paintNear(pen: Pen, card: Card, box: Box, look: CardLook, theme: Theme, measure: Measure): void {
  const font = fonts(theme);
  const left = box.x + PAD;
  const right = box.x + box.width - PAD;
  let room = box.width - 2 * PAD;
  if (card.running) {
    paintSpinner(pen, right - 5, box.y + 16, look.now, theme);
    room -= 22;
  }
  if (card.right) {
    const text = fitText(card.right, room * 0.66, font.right, measure);
    pen.font = font.right;
    pen.textAlign = 'right';
    pen.fillStyle = card.shape === 'shut' ? theme.color.faint : theme.color.fg;
    pen.fillText(text, right - (card.running ? 20 : 0), box.y + 20);
    room -= measure(text, font.right) + 10;
  }
  pen.textAlign = 'left';
  pen.font = font.name;
  pen.fillStyle = theme.color.bright;
  pen.fillText(fitText(card.name, room, font.name, measure), left, box.y + 20);
  const lines = Math.round((box.height - 32) / 19);
  const showCode = card.code !== '' && (lines > 1 || card.badges.length === 0);
  if (showCode) {
    pen.font = card.shape === 'shut' ? font.right : font.code;
    pen.fillStyle = theme.color.dim;
    pen.fillText(fitText(card.code, box.width - 2 * PAD, pen.font, measure), left, box.y + 39);
  }
  if (card.badges.length > 0 && lines > 0) paintBadges(pen, card, box, box.y + (showCode ? 47 : 30), theme, measure);
}

function paintBadges(pen: Pen, card: Card, box: Box, top: number, theme: Theme, measure: Measure): void {
  const font = fonts(theme).badge;
  const end = box.x + box.width - PAD;
  let x = box.x + PAD;
  pen.font = font;
  for (const [index, badge] of card.badges.entries()) {
    const rest = card.badges.length - index - 1;
    const limit = end - (rest > 0 ? 22 : 0);
    const whole = badgeWidth(badge, font, measure);
    if (index > 0 && x + whole > limit) {
      pen.fillStyle = theme.color.dim;
      pen.fillText(`+${rest + 1}`, x + 2, top + 12);
      return;
    }
    const { text, fill } = toneColors(theme, badge.tone);
    const inset = badge.tone === 'plain' ? 0 : 8;
    const width = Math.min(whole, limit - x);
    if (inset > 0) {
      pen.beginPath();
      pen.roundRect(x, top, width, 16, 8);
      pen.fillStyle = fill;
      pen.fill();
      if (theme.contrast) {
        pen.lineWidth = 1;
        pen.strokeStyle = text;
        pen.stroke();
      }
    }
    pen.fillStyle = text;
    pen.fillText(fitText(badge.text, width - 2 * inset + 1, font, measure), x + inset, top + 12);
    x += width + 6;
  }
}

function paintStack(pen: Pen, box: Box, theme: Theme): void {
  pen.beginPath();
  pen.roundRect(box.x + 5, box.y + 4, box.width - 10, box.height, 6);
  pen.fillStyle = theme.color.group;
  pen.fill();
  pen.lineWidth = 1;
  pen.strokeStyle = theme.color['card-line'];
  pen.stroke();
}

function paintSpinner(pen: Pen, x: number, y: number, now: number, theme: Theme): void {
  const turn = theme.still ? 0 : (now / 1000) * Math.PI * 2;
  pen.lineWidth = 2;
  pen.lineCap = 'round';
  pen.strokeStyle = theme.color.accent;
  pen.beginPath();
  pen.arc(x, y, 5, turn, turn + Math.PI * 1.4);
  pen.stroke();
}

function paintAbsent(pen: Pen, card: Card, box: Box, look: CardLook, theme: Theme, measure: Measure): void {
  pen.globalAlpha *= theme.contrast ? 0.8 : 0.62;
  pen.beginPath();
  pen.roundRect(box.x, box.y, box.width, box.height, 6);
  pen.setLineDash([4, 3]);
  pen.lineWidth = look.selected ? 2 : 1;
  pen.strokeStyle = look.selected ? theme.color.accent : theme.color.edge;
  pen.stroke();
  pen.setLineDash([]);
  if (look.zoom < 0.35) return;
  const font = fonts(theme);
  pen.textAlign = 'left';
  pen.font = font.header;
  pen.fillStyle = theme.color.dim;
  pen.fillText(fitText(card.name, box.width - 24, font.header, measure), box.x + 12, box.y + 18);
  pen.font = font.badge;
  pen.fillText(card.code, box.x + 12, box.y + 33);
}

/** An open group: the box is drawn by the graph below the edges, the header here above them. */
function paintHeader(pen: Pen, card: Card, box: Box, look: CardLook, theme: Theme, measure: Measure): void {
  if (look.selected || look.match) {
    pen.beginPath();
    pen.roundRect(box.x, box.y, box.width, box.height, 8);
    pen.lineWidth = 2;
    pen.strokeStyle = look.selected ? theme.color.accent : theme.color.match;
    pen.stroke();
  }
  if (look.zoom < 0.25) return;
  const font = fonts(theme);
  const right = look.zoom < 0.48 ? '' : fitText(card.right, box.width * 0.4, font.badge, measure);
  const rightWidth = measure(right, font.badge);
  if (rightWidth > 0) {
    pen.font = font.badge;
    pen.textAlign = 'right';
    pen.fillStyle = theme.color.faint;
    pen.fillText(right, box.x + box.width - PAD, box.y + 21);
  }
  const header = look.zoom < 0.48 ? `${Math.min(22, 8.5 / look.zoom)}px ${theme.uiFont}` : font.header;
  // An edge that enters the group may pass behind the header.
  const title = fitText(card.name, box.width - 2 * PAD - rightWidth - 12, header, measure);
  pen.fillStyle = theme.color.group;
  if (look.zoom >= 0.48) pen.fillRect(box.x + PAD - 3, box.y + 8, measure(title, header) + 6, 18);
  pen.font = header;
  pen.textAlign = 'left';
  pen.fillStyle = card.hue === 'red' ? theme.color.removed : theme.color.dim;
  pen.fillText(title, box.x + PAD, box.y + 21);
  if (card.running) paintSpinner(pen, box.x + PAD + measure(card.name, font.header) + 16, box.y + 17, look.now, theme);
}
