import { readFileSync } from 'node:fs';

type Row = Record<string, string | number | null>;
type Step = { name: string; run: (rows: Row[]) => Row[] };
interface Report {
  step: string;
  before: number;
  after: number;
  columns: string[];
}

const parse = (text: string): Row[] => {
  const [head = '', ...body] = text.trim().split('\n');
  const names = head.split(',');
  return body.map((line) => {
    const row: Row = {};
    line.split(',').forEach((cell, at) => {
      row[names[at] ?? at] = cell === '' ? null : cell;
    });
    return row;
  });
};
const numeric = (...names: string[]): Step => ({
  name: `numeric ${names.join(' ')}`,
  run: (rows) =>
    rows.map((row) => ({
      ...row,
      ...Object.fromEntries(names.map((name) => [name, row[name] === null ? null : Number(row[name])])),
    })),
});
const steps: Step[] = [
  numeric('temp', 'wind_speed', 'precip'),
  { name: 'drop calm', run: (rows) => rows.filter(({ wind_speed }) => (wind_speed as number) > 11) },
  {
    name: 'celsius',
    run: (rows) =>
      rows.map(({ temp, ...row }) => ({ ...row, celsius: Math.round((((temp as number) - 32) * 50) / 9) / 10 })),
  },
  {
    name: 'rank',
    run: (rows) => {
      const sorted = [...rows].sort((a, b) => (b.celsius as number) - (a.celsius as number));
      sorted.forEach((row, at) => {
        row.rank = at + 1;
      });
      return sorted;
    },
  },
];
let rows = parse(readFileSync(new URL('./data/weather.csv', import.meta.url), 'utf8')).slice(0, 10);
const reports: Report[] = [];
for (const { name, run } of steps) {
  const before = rows.length;
  rows = run(rows);
  reports.push({ step: name, before, after: rows.length, columns: Object.keys(rows[0] ?? {}) });
}
const lost = (reports[0]?.before ?? 0) - rows.length;
const [warmest = {}] = rows;
console.log(
  reports.map(({ step, after }) => `${step}: ${after}`),
  lost,
  warmest.celsius,
);
