import { readFileSync } from 'node:fs';

const series = readFileSync(new URL('./data/weather-JFK.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1, 19)
  .map((line) => Number(line.split(',')[1]));
const WINDOW = 3;
const rolling = series.map((_, at) => {
  const from = Math.max(0, at - WINDOW + 1);
  const slice = series.slice(from, at + 1);
  return slice.reduce((a, b) => a + b, 0) / slice.length;
});
let previous: number | undefined;
const changes: number[] = [];
for (const value of series) {
  if (previous !== undefined) changes.push(Number((value - previous).toFixed(2)));
  previous = value;
}
const runs: { sign: number; length: number }[] = [];
changes.forEach((change) => {
  const sign = Math.sign(change);
  const last = runs.at(-1);
  if (last && last.sign === sign) last.length++;
  else runs.push({ sign, length: 1 });
});
const sorted = series.toSorted((a, b) => a - b);
const middle = Math.floor(sorted.length / 2);
const median = sorted.length % 2 === 0 ? ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2 : sorted[middle];
const outliers = series.filter((value, at) => Math.abs(value - (rolling[at] ?? value)) > 1);
const ranks = new Map(sorted.map((value, rank) => [value, rank + 1] as const));
const percentiles = series.map((value) => Math.round(((ranks.get(value) ?? 0) / series.length) * 100));
console.log(median, outliers.length, runs.length, Math.max(...percentiles));
