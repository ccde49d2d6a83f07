import { readFileSync } from 'node:fs';

const rows = readFileSync(new URL('./data/weather.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [origin = '', time = '', temp = '', wind = ''] = line.split(',');
    return { origin, hour: Number(time.slice(11, 13)), temp: Number(temp), wind: Number(wind) };
  });

const groups = new Map<number, typeof rows>();
for (const row of rows) {
  const bucket = Math.floor(row.hour / 6);
  const group = groups.get(bucket);
  if (group) group.push(row);
  else groups.set(bucket, [row]);
}

const summary = [...groups.entries()]
  .sort(([a], [b]) => a - b)
  .map(([bucket, members]) => {
    const temps = members.map((row) => row.temp);
    const low = Math.min(...temps);
    const high = Math.max(...temps);
    return { bucket, n: members.length, low, high, spread: high - low };
  });

const windiest = rows.reduce((best, row) => (row.wind > best.wind ? row : best));
const seen = new Set(rows.map(({ origin }) => origin));
const table = summary.map((row) => Object.values(row).join('\t')).join('\n');
console.log(table);
console.log(windiest.hour, [...seen]);
