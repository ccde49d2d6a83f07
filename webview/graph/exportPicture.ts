/** Saves the whole graph as a PNG file: the same painters as on screen, on a canvas of their own. */
import type { Theme } from '../theme.ts';
import { createMeasure } from './card.ts';
import { type Point, traceCurve } from './curve.ts';
import { paintCard } from './paintCard.ts';
import type { Scene } from './scene.ts';
import { LONG_DASHES } from './stage.ts';

/** Larger canvases are refused by browsers. */
const MOST = 12_000;

export function exportPicture(scene: Scene | undefined, theme: Theme): void {
  if (!scene) return;
  const { width, height } = scene.layout;
  const scale = Math.min(2, MOST / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.scale(scale, scale);
  pen.fillStyle = theme.color.bg;
  pen.fillRect(0, 0, width, height);
  paintGroups(pen, scene, theme);
  for (const edge of scene.view.edges) {
    const route = scene.layout.routes.get(edge.id);
    if (route) paintEdge(pen, route, edge.failed ? theme.color.red : theme.color.edge, scene.long.has(edge.id));
  }
  const measure = createMeasure();
  const look = { selected: false, focused: false, match: false, dimmed: false, zoom: 1, now: 0 };
  for (const [id, card] of scene.cards) {
    const box = scene.layout.boxes.get(id);
    if (box) paintCard(pen, card, box, look, theme, measure);
  }
  canvas.toBlob((blob) => blob && download(blob, `${scene.view.run.id.replace(/[^\w.-]+/g, '-')}.png`), 'image/png');
}

function paintGroups(pen: CanvasRenderingContext2D, scene: Scene, theme: Theme): void {
  for (const [id, card] of scene.cards) {
    const box = scene.layout.boxes.get(id);
    if (card.shape !== 'open' || !box) continue;
    pen.beginPath();
    pen.roundRect(box.x, box.y, box.width, box.height, 8);
    pen.fillStyle = theme.color.group;
    pen.fill();
    pen.lineWidth = 1;
    pen.strokeStyle = theme.color['group-line'];
    pen.stroke();
  }
}

function paintEdge(pen: CanvasRenderingContext2D, route: Point[], color: string, long: boolean): void {
  const end = route.at(-1);
  if (!end) return;
  pen.beginPath();
  traceCurve(pen, route);
  pen.lineWidth = 1.4;
  pen.strokeStyle = color;
  pen.setLineDash(long ? LONG_DASHES : []);
  pen.stroke();
  pen.setLineDash([]);
  pen.beginPath();
  pen.moveTo(end.x, end.y);
  pen.lineTo(end.x - 4.5, end.y - 8);
  pen.lineTo(end.x + 4.5, end.y - 8);
  pen.closePath();
  pen.fillStyle = color;
  pen.fill();
}

function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  // Not in the page: the editor would take the click for a link to open.
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
