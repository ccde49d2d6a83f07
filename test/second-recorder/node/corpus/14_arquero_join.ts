import { readFileSync } from 'node:fs';
import { desc, fromCSV, op, table } from 'arquero';

const read = (name: string) => fromCSV(readFileSync(new URL(`./data/${name}.csv`, import.meta.url), 'utf8'));
const flights = read('flights');
const airlines = read('airlines');
const delayed = flights.filter((d: { dep_delay: number }) => d.dep_delay > 0);
const speeds = delayed.derive({
  speed: (d: { distance: number; air_time: number }) => op.round((d.distance / d.air_time) * 60),
});
const named = speeds.join(airlines, 'carrier').select('name', 'dest', 'speed', 'dep_delay');
const summary = named
  .groupby('name')
  .rollup({ n: op.count(), mean: (d: { speed: number }) => op.round(op.mean(d.speed)) })
  .orderby(desc('n'), 'name');
const objects = summary.objects() as { name: string; n: number; mean: number }[];
const best = objects[0];
const extra = table({ name: ['X'], n: [0], mean: [0] });
const all = summary.concat(extra).rename({ n: 'flights' });
const wide = named.slice(0, 3).assign(table({ rank: [1, 2, 3] }));
const names = all.columnNames();
const total = all.array('flights') as number[];
console.log(
  flights.numRows(),
  delayed.numRows(),
  best?.name,
  names,
  total.reduce((a, b) => a + b, 0),
  wide.numCols(),
);
