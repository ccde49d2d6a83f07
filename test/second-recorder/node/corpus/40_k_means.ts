import { readFileSync } from 'node:fs';

interface Point {
  name: string;
  x: number;
  y: number;
  cluster: number;
}
const points: Point[] = readFileSync(new URL('./data/airports.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1, 13)
  .map((line) => line.split(','))
  .map(([name = '', , lat = '', lon = '']) => ({ name, x: Number(lon), y: Number(lat), cluster: -1 }));

let centers = points.slice(0, 2).map(({ x, y }) => ({ x, y }));
let moved = true;
let rounds = 0;
while (moved && rounds < 5) {
  moved = false;
  rounds++;
  for (const point of points) {
    const distances = centers.map(({ x, y }) => Math.hypot(point.x - x, point.y - y));
    const nearest = distances.indexOf(Math.min(...distances));
    if (point.cluster !== nearest) {
      point.cluster = nearest;
      moved = true;
    }
  }
  centers = centers.map((center, index) => {
    const own = points.filter(({ cluster }) => cluster === index);
    if (own.length === 0) return center;
    const [sumX, sumY] = own.reduce(([x, y], point) => [x + point.x, y + point.y], [0, 0]);
    return { x: sumX / own.length, y: sumY / own.length };
  });
}
const sizes = centers.map((_, index) => points.filter(({ cluster }) => cluster === index).length);
const inertia = points.reduce(
  (sum, { x, y, cluster }) => sum + Math.hypot(x - (centers[cluster]?.x ?? 0), y - (centers[cluster]?.y ?? 0)) ** 2,
  0,
);
console.log(rounds, sizes, inertia.toFixed(3), centers.length);
