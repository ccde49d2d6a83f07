/** The small map at the bottom right: coloured boxes and the part in sight. The boxes are drawn once per layout; panning moves only the frame. */
import { el } from '../dom.ts';
import { hueColor, type Theme } from '../theme.ts';
import type { OverlaySource } from './overlay.ts';
import type { Stage } from './stage.ts';

const WIDTH = 128;
const HEIGHT = 96;
const INSET = 6;

export interface Minimap {
  element: HTMLElement;
  /** After a layout, new values or a new theme. */
  draw(): void;
  frame(): void;
}

export function createMinimap(stage: Stage, source: OverlaySource): Minimap {
  const canvas = el('canvas', { class: 'minimap-boxes' });
  const sight = el('div', { class: 'minimap-frame' });
  const element = el('div', { class: 'minimap', 'aria-hidden': true }, canvas, sight);
  let scale = 1;
  let left = 0;
  let top = 0;

  function draw(): void {
    const scene = source.scene();
    const ratio = devicePixelRatio || 1;
    canvas.width = WIDTH * ratio;
    canvas.height = HEIGHT * ratio;
    const pen = canvas.getContext('2d');
    element.hidden = !scene || scene.nodes.size < 4;
    if (!pen || !scene) return;
    const theme = source.theme();
    const { width, height } = scene.layout;
    scale = Math.min((WIDTH - 2 * INSET) / width, (HEIGHT - 2 * INSET) / height);
    left = (WIDTH - width * scale) / 2;
    top = (HEIGHT - height * scale) / 2;
    pen.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * left, ratio * top);
    for (const [id, card] of scene.cards) {
      const box = scene.layout.boxes.get(id);
      if (!box) continue;
      pen.globalAlpha = card.shape === 'open' ? 0.14 : card.shape === 'absent' ? 0.15 : 0.6;
      pen.fillStyle = boxColor(theme, card.shape === 'open' ? 'grey' : card.hue);
      pen.fillRect(box.x, box.y, Math.max(box.width, 1 / scale), Math.max(box.height, 1.5 / scale));
    }
    frame();
  }

  function frame(): void {
    const zoom = stage.zoom();
    const pan = stage.pan();
    const x = Math.max(0, left + (-pan.x / zoom) * scale);
    const y = Math.max(0, top + (-pan.y / zoom) * scale);
    const right = Math.min(WIDTH, left + ((stage.width() - pan.x) / zoom) * scale);
    const bottom = Math.min(HEIGHT, top + ((stage.height() - pan.y) / zoom) * scale);
    // In a narrow panel it would hide nodes: only shown where there is more to see than fits.
    const all = x <= left + 1 && y <= top + 1 && right >= WIDTH - left - 1 && bottom >= HEIGHT - top - 1;
    element.classList.toggle('needless', all && stage.width() < 760);
    sight.style.transform = `translate(${x}px, ${y}px)`;
    sight.style.width = `${Math.max(4, right - x)}px`;
    sight.style.height = `${Math.max(4, bottom - y)}px`;
  }

  function jump(event: PointerEvent): void {
    const bounds = canvas.getBoundingClientRect();
    const zoom = stage.zoom();
    const x = (event.clientX - bounds.left - left) / scale;
    const y = (event.clientY - bounds.top - top) / scale;
    stage.pan({ x: stage.width() / 2 - x * zoom, y: stage.height() / 2 - y * zoom });
  }
  element.addEventListener('pointerdown', (event) => {
    element.setPointerCapture(event.pointerId);
    jump(event);
  });
  element.addEventListener('pointermove', (event) => event.buttons === 1 && jump(event));
  return { element, draw, frame };
}

const boxColor = (theme: Theme, hue: Parameters<typeof hueColor>[1] | 'red') =>
  hue === 'red' ? theme.color.red : hueColor(theme, hue);
