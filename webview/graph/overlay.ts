/** The canvas above the graph on which nodes are painted, in step with its panning and zooming. Only what is in sight is painted. */
import type { Theme } from '../theme.ts';
import type { Measure } from './card.ts';
import { paintCard } from './paintCard.ts';
import type { Scene } from './scene.ts';
import type { Stage } from './stage.ts';

export interface Marks {
  selected: string | null;
  matches: ReadonlySet<string>;
  /** While something is searched, what does not match steps back. */
  searching: boolean;
}

export interface Overlay {
  paint(): void;
  resize(): void;
}

export interface OverlaySource {
  scene(): Scene | undefined;
  theme(): Theme;
  marks(): Marks;
}

export function createOverlay(
  canvas: HTMLCanvasElement,
  stage: Stage,
  source: OverlaySource,
  measure: Measure,
): Overlay {
  const pen = canvas.getContext('2d');
  let spinning = 0;

  function resize(): void {
    const ratio = devicePixelRatio || 1;
    const width = Math.round(canvas.clientWidth * ratio);
    const height = Math.round(canvas.clientHeight * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
  }

  function paint(): void {
    const scene = source.scene();
    if (!pen) return;
    const ratio = devicePixelRatio || 1;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    if (!scene) return;
    const zoom = stage.zoom();
    const pan = stage.pan();
    pen.setTransform(ratio * zoom, 0, 0, ratio * zoom, ratio * pan.x, ratio * pan.y);
    const left = -pan.x / zoom - 8;
    const top = -pan.y / zoom - 8;
    const right = left + canvas.clientWidth / zoom + 16;
    const bottom = top + canvas.clientHeight / zoom + 16;
    const theme = source.theme();
    const marks = source.marks();
    const now = performance.now();
    let running = false;
    for (const [id, card] of scene.cards) {
      const box = scene.layout.boxes.get(id);
      if (!box || box.x > right || box.y > bottom || box.x + box.width < left || box.y + box.height < top) continue;
      const match = marks.matches.has(id);
      const look = {
        selected: marks.selected === id,
        focused: false,
        match,
        dimmed: marks.searching && !match,
        zoom,
        now,
      };
      paintCard(pen, card, box, look, theme, measure);
      running ||= card.running;
    }
    if (running && !theme.still && !spinning)
      spinning = requestAnimationFrame(() => {
        spinning = 0;
        paint();
      });
  }

  return { paint, resize };
}
