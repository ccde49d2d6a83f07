/** Walks the graph by keyboard: down to what was made, up to what it was made from, sideways to the neighbours. */
import type { Box } from './layout.ts';
import type { Scene } from './scene.ts';

export type Direction = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';

export function walk(scene: Scene, from: string | null, direction: Direction): string | undefined {
  const ordered = [...scene.nodes.values()]
    .sort((a, b) => a.order - b.order || a.place.line - b.place.line)
    .map((node) => node.id);
  if (direction === 'first' || from === null || !scene.layout.boxes.has(from)) return ordered[0];
  if (direction === 'last') return ordered.at(-1);
  if (direction === 'down' || direction === 'up') return alongEdge(scene, from, direction, ordered);
  return beside(scene, from, direction);
}

function alongEdge(scene: Scene, from: string, direction: 'up' | 'down', ordered: string[]): string | undefined {
  const down = direction === 'down';
  const linked = scene.view.edges
    .filter((edge) => (down ? edge.source : edge.target) === from)
    .map((edge) => (down ? edge.target : edge.source));
  const here = scene.layout.boxes.get(from);
  const near = linked
    .map((id) => ({ id, box: scene.layout.boxes.get(id) }))
    .sort((a, b) => distance(here, a.box) - distance(here, b.box));
  if (near[0]) return near[0].id;
  const at = ordered.indexOf(from);
  return ordered[at + (down ? 1 : -1)];
}

function beside(scene: Scene, from: string, direction: 'left' | 'right'): string | undefined {
  const here = scene.layout.boxes.get(from);
  if (!here) return undefined;
  const sign = direction === 'right' ? 1 : -1;
  let best: { id: string; cost: number } | undefined;
  for (const [id, box] of scene.layout.boxes) {
    const across = (middle(box).x - middle(here).x) * sign;
    if (id === from || across <= 4) continue;
    const cost = across + 4 * Math.abs(middle(box).y - middle(here).y);
    if (!best || cost < best.cost) best = { id, cost };
  }
  return best?.id;
}

const middle = (box: Box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
const distance = (a: Box | undefined, b: Box | undefined) =>
  a && b ? Math.hypot(middle(a).x - middle(b).x, middle(a).y - middle(b).y) : Number.POSITIVE_INFINITY;
