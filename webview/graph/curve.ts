/**
 * ELK routes edges with right angles; we draw them as one smooth line through the same corridors. The bend points become control points
 * of a chain of quadratic curves, with extra ones where a long vertical run would otherwise bulge over its neighbours.
 */
export interface Point {
  x: number;
  y: number;
}

const REACH = 38;

/** Control points between start and end. Consecutive curves meet at the midpoint between two control points. */
export function controlPoints(route: Point[]): Point[] {
  const start = route[0];
  const end = route.at(-1);
  if (!start || !end) return [];
  if (route.length === 2) return [{ x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 }];
  const points: Point[] = [];
  for (let index = 1; index < route.length; index++) {
    const from = route[index - 1];
    const to = route[index];
    if (!from || !to) continue;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const vertical = Math.abs(to.x - from.x) < 1;
    const first = index === 1;
    const last = index === route.length - 1;
    if (vertical && length > (first || last ? REACH : 2 * REACH)) {
      if (!first) points.push(towards(from, to, REACH / length));
      if (!last) points.push(towards(to, from, REACH / length));
    }
    if (!last) points.push(to);
  }
  return points;
}

const towards = (from: Point, to: Point, share: number): Point => ({
  x: from.x + (to.x - from.x) * share,
  y: from.y + (to.y - from.y) * share,
});

/** The same points in the graph library's terms: share along the line from start to end, and distance off it. */
export function relativeTo(start: Point, end: Point, points: Point[]): { weights: number[]; distances: number[] } {
  const dx = end.x - start.x;
  const dy = end.y - start.y;
  const length = Math.hypot(dx, dy) || 1;
  return {
    weights: points.map((point) => ((point.x - start.x) * dx + (point.y - start.y) * dy) / (length * length)),
    distances: points.map((point) => (-(point.x - start.x) * dy + (point.y - start.y) * dx) / length),
  };
}

/** Draws the line on a canvas: the exported picture. */
export function traceCurve(pen: CanvasRenderingContext2D, route: Point[]): void {
  const start = route[0];
  const end = route.at(-1);
  if (!start || !end) return;
  const points = controlPoints(route);
  pen.moveTo(start.x, start.y);
  points.forEach((point, index) => {
    const next = points[index + 1];
    const to = next ? { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 } : end;
    pen.quadraticCurveTo(point.x, point.y, to.x, to.y);
  });
}
