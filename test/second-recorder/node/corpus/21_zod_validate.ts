import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Row = z.object({
  faa: z.string().length(3),
  name: z.string(),
  lat: z.coerce.number().min(-90).max(90),
  lon: z.coerce.number(),
});
type Airport = z.infer<typeof Row>;

const [head = '', ...body] = readFileSync(new URL('./data/airports.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n');
const names = head.split(',');
const airports: Airport[] = [];
const problems: string[] = [];
for (const [number, line] of body.entries()) {
  const cells = line.split(',');
  const record = Object.fromEntries(names.map((name, at) => [name, cells[at]]));
  const parsed = Row.safeParse(record);
  if (parsed.success) airports.push(parsed.data);
  else problems.push(`${number}: ${parsed.error.issues[0]?.path.join('.')}`);
}
const home = { lat: 40.64, lon: -73.78 };
const radians = (degrees: number): number => (degrees * Math.PI) / 180;
function distance(from: { lat: number; lon: number }, to: { lat: number; lon: number }): number {
  const [a, b] = [radians(from.lat), radians(to.lat)];
  const dLat = b - a;
  const dLon = radians(to.lon - from.lon);
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(dLon / 2) ** 2;
  return 6371 * 2 * Math.asin(Math.sqrt(h));
}
const nearest = airports
  .map((airport) => ({ faa: airport.faa, km: Math.round(distance(home, airport)) }))
  .toSorted((a, b) => a.km - b.km)
  .slice(0, 3);
const north = airports.filter(({ lat }) => lat > home.lat).length;
console.log(airports.length, problems.length, nearest, north);
