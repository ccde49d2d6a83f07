// Filter, derive, group, join and sort of an Arquero table of so many rows, a few times over.
import { desc, op, table } from 'arquero';

const rows = Number(process.argv[2] ?? 22_000);
const rounds = rows > 500_000 ? 1 : 10;
const items = table({
  id: Float64Array.from({ length: rows }, (_, index) => index),
  key: Array.from({ length: rows }, (_, index) => `key${index % 50}`),
  value: Float64Array.from({ length: rows }, (_, index) => (index * 31) % 1009),
  day: Array.from({ length: rows }, (_, index) => index % 28),
});
for (let round = 0; round < rounds; round++) {
  const large = items.filter((d) => d.value > 100).derive({ weight: (d) => d.value * 2 + 1 });
  const means = large.groupby('key').rollup({ mean: (d) => op.mean(d.weight), count: () => op.count() });
  const joined = large.join_left(means, 'key').orderby(desc('weight')).select('id', 'key', 'mean');
  console.log(joined.numRows(), means.numRows());
}
