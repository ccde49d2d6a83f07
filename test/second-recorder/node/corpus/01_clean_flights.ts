import { readFileSync } from 'node:fs';

interface Flight {
  carrier: string;
  origin: string;
  dest: string;
  depDelay: number | null;
  arrDelay: number | null;
  distance: number;
}

const text = readFileSync(new URL('./data/flights.csv', import.meta.url), 'utf8');
const [header = '', ...lines] = text.trim().split('\n');
const columns = header.split(',');
const at = (name: string): number => columns.indexOf(name);
const toNumber = (cell: string | undefined): number | null => (cell === undefined || cell === '' ? null : Number(cell));

const flights: Flight[] = lines
  .map((line) => line.split(','))
  .map((cells) => ({
    carrier: cells[at('carrier')] ?? '',
    origin: cells[at('origin')] ?? '',
    dest: cells[at('dest')] ?? '',
    depDelay: toNumber(cells[at('dep_delay')]),
    arrDelay: toNumber(cells[at('arr_delay')]),
    distance: Number(cells[at('distance')]),
  }));

const flown = flights.filter((flight) => flight.arrDelay !== null);
const late = flown.filter(({ arrDelay }) => (arrDelay ?? 0) > 15);
const share = late.length / flown.length;
const byOrigin: Record<string, number[]> = {};
for (const { origin, arrDelay } of flown) {
  byOrigin[origin] ??= [];
  byOrigin[origin]?.push(arrDelay ?? 0);
}
const means = Object.entries(byOrigin).map(([origin, delays]) => {
  const sum = delays.reduce((total, delay) => total + delay, 0);
  return { origin, flights: delays.length, mean: sum / delays.length };
});
means.sort((a, b) => b.mean - a.mean);
const [worst] = means;
console.log(`${flights.length} flights, ${(share * 100).toFixed(1)} % late, worst: ${worst?.origin}`);
