/** Where the graph is looked at from: first sight, fit, zoom steps, bringing a node into sight, keeping a place still through a new layout. */
import type { Point } from './curve.ts';
import type { Box, Layout } from './layout.ts';
import type { Stage } from './stage.ts';

/** Below this the code on the nodes cannot be read: the first sight does not go there, the user may. */
const READABLE = 0.82;
/** Where that is too wide, down to this. */
const SMALLEST = 0.62;
const MARGIN = 28;

export interface Camera {
  /** All of it where it stays readable, else the beginning; further where `box` would be out of sight. */
  open(layout: Layout, smooth?: boolean, box?: Box): void;
  fit(layout: Layout): void;
  zoomBy(factor: number): void;
  /** True where it had to move. */
  show(box: Box): boolean;
  /** After the stage became wider by `more`: what was in the middle stays there, unless `box` would be out of sight. */
  recentre(more: number, box?: Box): void;
  /** Moves so that what was at `before` on the canvas is where it was, now that it is at `after`. */
  keep(before: Box, after: Box): void;
}

export function createCamera(stage: Stage, still: () => boolean): Camera {
  function look(zoom: number, pan: { x: number; y: number }, smooth: boolean): void {
    stage.stop();
    if (smooth && !still()) stage.animate({ zoom, pan, duration: 160, easing: 'ease-out' });
    else stage.viewport({ zoom, pan });
  }
  const whole = (layout: Layout) =>
    Math.min((stage.width() - 2 * MARGIN) / layout.width, (stage.height() - 2 * MARGIN) / layout.height, 1.1);
  function inSight(box: Box, zoom: number, pan: Point): boolean {
    const left = box.x * zoom + pan.x;
    const top = box.y * zoom + pan.y;
    const right = left + box.width * zoom;
    const bottom = top + Math.min(box.height, 120) * zoom;
    return left >= 8 && top >= 8 && right <= stage.width() - 8 && bottom <= stage.height() - 8;
  }
  const centred = (box: Box, zoom: number): Point => ({
    x: stage.width() / 2 - (box.x + box.width / 2) * zoom,
    y: stage.height() / 2 - (box.y + Math.min(box.height, 240) / 2) * zoom,
  });

  return {
    open(layout, smooth = false, box = undefined) {
      const wide = Math.max(SMALLEST, (stage.width() - 2 * MARGIN) / layout.width);
      const zoom = Math.max(Math.min(READABLE, wide), whole(layout));
      const middle = { x: stage.width() / 2 - (layout.width / 2) * zoom, y: 4 };
      // Of a graph that is much wider than the panel, the middle may be empty: its beginning is what is looked for.
      const [first] = layout.boxes.values();
      const x = first && !inSight({ ...first, height: 1, y: 16 }, zoom, middle) ? centred(first, zoom).x : middle.x;
      const spare = stage.height() - layout.height * zoom;
      const pan = { x, y: spare > 0 ? Math.min(spare / 2, 90) : 4 };
      look(zoom, box && !inSight(box, zoom, pan) ? centred(box, zoom) : pan, smooth);
    },
    fit(layout) {
      const zoom = whole(layout);
      const pan = { x: (stage.width() - layout.width * zoom) / 2, y: (stage.height() - layout.height * zoom) / 2 };
      look(zoom, pan, true);
    },
    zoomBy(factor) {
      const zoom = Math.min(stage.maxZoom(), Math.max(stage.minZoom(), stage.zoom() * factor));
      const share = zoom / stage.zoom();
      const centre = { x: stage.width() / 2, y: stage.height() / 2 };
      const pan = stage.pan();
      look(zoom, { x: centre.x - (centre.x - pan.x) * share, y: centre.y - (centre.y - pan.y) * share }, true);
    },
    show(box) {
      const zoom = Math.max(stage.zoom(), SMALLEST);
      if (zoom === stage.zoom() && inSight(box, zoom, stage.pan())) return false;
      look(zoom, centred(box, zoom), true);
      return true;
    },
    recentre(more, box) {
      const zoom = stage.zoom();
      const pan = { x: stage.pan().x + more / 2, y: stage.pan().y };
      look(zoom, box && !inSight(box, zoom, pan) ? centred(box, zoom) : pan, true);
    },
    keep(before, after) {
      const zoom = stage.zoom();
      const pan = stage.pan();
      stage.pan({ x: pan.x + (before.x - after.x) * zoom, y: pan.y + (before.y - after.y) * zoom });
    },
  };
}
