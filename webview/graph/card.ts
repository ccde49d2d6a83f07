/** What stands on a node and how large that makes it. Text is measured with the fonts it is drawn in, never guessed. */
import { lineText, placeText } from '../../src/core/cellPlace.ts';
import type { Badge, GraphNode } from '../../src/protocol/graph.ts';
import { type Hue, hueOf } from '../kinds.ts';
import { baseName, clip, duration, grouped, visible } from '../text.ts';
import type { Theme } from '../theme.ts';

export type CardShape = 'step' | 'shut' | 'open' | 'absent';

export interface Card {
  id: string;
  shape: CardShape;
  hue: Hue | 'red';
  name: string;
  /** At the right of the name: shape of the artifact, or place of a group. */
  right: string;
  code: string;
  badges: Badge[];
  running: boolean;
  width: number;
  height: number;
}

export const PAD = 14;
const MIN_WIDTH = 170;
const MAX_WIDTH = 340;
export const HEADER = 32;

export const fonts = (theme: Theme) => ({
  name: `600 13px ${theme.uiFont}`,
  right: `11.5px ${theme.uiFont}`,
  code: `11.5px ${theme.codeFont}`,
  badge: `11px ${theme.uiFont}`,
  header: `12px ${theme.uiFont}`,
});

export type Measure = (text: string, font: string) => number;

export function createMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const known = new Map<string, number>();
  return (text, font) => {
    const key = `${font}\n${text}`;
    let width = known.get(key);
    if (width === undefined) {
      if (!context) return text.length * 7;
      context.font = font;
      width = context.measureText(text).width;
      if (known.size > 20_000) known.clear();
      known.set(key, width);
    }
    return width;
  };
}

/** The longest beginning that fits, with an ellipsis where something is left out. */
export function fitText(text: string, width: number, font: string, measure: Measure): string {
  if (measure(text, font) <= width) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(`${text.slice(0, middle)}…`, font) <= width) low = middle;
    else high = middle - 1;
  }
  return low > 0 ? `${text.slice(0, low)}…` : '';
}

export function makeCard(node: GraphNode, theme: Theme, measure: Measure): Card {
  const font = fonts(theme);
  const shape: CardShape =
    node.form === 'absent' ? 'absent' : node.form === 'group' ? (node.open ? 'open' : 'shut') : 'step';
  const name = visible(clip(node.label, 120));
  const card: Card = {
    id: node.id,
    shape,
    hue: failed(node) ? 'red' : hueOf(node.kind),
    name: shape === 'open' ? `▾ ${name}` : shape === 'shut' ? `▸ ${name}` : name,
    right: rightText(node, shape),
    code: shape === 'shut' ? insideText(node) : visible(clip(node.code, 200)),
    badges: badgesOf(node),
    running: node.running,
    width: 0,
    height: 0,
  };
  if (card.code === card.name) card.code = '';
  const top =
    measure(card.name, font.name) + (card.right ? 18 + measure(card.right, font.right) : card.running ? 24 : 0);
  const badges = card.badges.slice(0, 3).reduce((sum, badge) => sum + badgeWidth(badge, font.badge, measure) + 6, -6);
  const widest = Math.max(top, measure(card.code, font.code), badges) + 2 * PAD;
  const most = shape === 'open' ? 440 : MAX_WIDTH;
  card.width = Math.ceil(Math.min(most, Math.max(MIN_WIDTH, widest + 1)));
  card.height = heightOf(card);
  return card;
}

const heightOf = (card: Card): number => {
  if (card.shape === 'open') return 60;
  if (card.shape === 'absent') return 42;
  return 32 + (card.code ? 18 : 0) + (card.badges.length > 0 ? 20 : 0);
};

const failed = (node: GraphNode): boolean =>
  (node.error !== undefined && !node.error.caught) || node.badges.some((badge) => badge.tone === 'bad');

function rightText(node: GraphNode, shape: CardShape): string {
  if (shape === 'absent') return '';
  if (node.form === 'group') return groupPlace(node);
  return node.artifact && node.artifact.shape !== node.label ? visible(clip(node.artifact.shape, 60)) : '';
}

/** A notebook's cells say their number themselves, and all stand in one file. */
function groupPlace({ place, label }: GraphNode): string {
  if (place.cell === undefined) return placeText(place, baseName(visible(place.file)));
  return label.startsWith('In [') ? '' : lineText(place);
}

function insideText(node: GraphNode): string {
  const inside = node.inside ? `${grouped(node.inside)} inside` : '';
  const shape = node.artifact ? visible(clip(node.artifact.shape, 40)) : '';
  return [inside, shape].filter(Boolean).join(' · ');
}

/** How often it ran, and what was kept of that; inside of what was kept in part only the latter is known. */
function timesText({ executions, recorded, sampled }: GraphNode): string {
  if (sampled) return `×${grouped(recorded)} kept`;
  return `×${grouped(executions)}${recorded < executions ? `, ${grouped(recorded)} kept` : ''}`;
}

/** The host's badges, then what is worth saying about the step itself. */
export function badgesOf(node: GraphNode): Badge[] {
  const badges = node.badges.map((badge) => ({ tone: badge.tone, text: visible(clip(badge.text, 60)) }));
  if (node.error && !badges.some((badge) => badge.tone === 'bad'))
    badges.unshift({
      tone: node.error.caught ? 'warning' : 'bad',
      text: `${node.error.caught ? 'caught ' : ''}${visible(clip(node.error.type, 40))}`,
    });
  if (node.form === 'absent') return [];
  if (node.executions > 1)
    badges.push({
      tone: 'plain',
      text: timesText(node),
    });
  if (node.durationMs >= 1000) badges.push({ tone: 'plain', text: duration(node.durationMs) });
  return badges;
}

export const badgeWidth = (badge: Badge, font: string, measure: Measure): number =>
  Math.ceil(measure(badge.text, font)) + (badge.tone === 'plain' ? 4 : 16);
