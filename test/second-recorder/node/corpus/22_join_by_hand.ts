import { readFileSync } from 'node:fs';

const load = (name: string): Record<string, string>[] => {
  const [head = [], ...rows] = readFileSync(new URL(`./data/${name}.csv`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return rows.map((cells) => Object.fromEntries(cells.map((cell, at) => [head[at] ?? at, cell])));
};
const flights = load('flights').slice(0, 20);
const airlines = new Map(load('airlines').map(({ carrier = '', name = '' }) => [carrier, name]));
const planes = Object.fromEntries(load('planes').map((plane) => [plane.tailnum, plane]));
const joined = flights.map((flight) => ({
  ...flight,
  airline: airlines.get(flight.carrier ?? '') ?? 'unknown',
  seats: Number(planes[flight.tailnum ?? '']?.seats ?? Number.NaN),
}));
let unmatched = 0;
for (const row of joined) if (Number.isNaN(row.seats)) unmatched += 1;
const keys = new Set(flights.map(({ dest }) => dest));
const outer = [...keys].map((dest) => {
  const to = joined.filter((row) => (row as Record<string, unknown>).dest === dest);
  return { dest, flights: to.length, airlines: [...new Set(to.map(({ airline }) => airline))].sort() };
});
outer.sort((a, b) => b.flights - a.flights || String(a.dest).localeCompare(String(b.dest)));
const [top, second] = outer;
const duplicates = flights.length - keys.size;
const cells = outer.flatMap(({ dest, airlines: names }) => names.map((name) => `${dest}/${name}`));
console.log(top, second?.flights, unmatched, duplicates, cells.length);
