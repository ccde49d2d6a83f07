import { readFile } from 'node:fs/promises';

interface Hour {
  station: string;
  time: string;
  celsius: number;
}

async function readStation(faa: string): Promise<Hour[]> {
  const text = await readFile(new URL(`./data/weather-${faa}.csv`, import.meta.url), 'utf8');
  const rows = text.trim().split('\n').slice(1);
  return rows.map((row) => {
    const [time = '', temp = ''] = row.split(',');
    const celsius = Math.round(((Number(temp) - 32) * 50) / 9) / 10;
    return { station: faa, time, celsius };
  });
}

const names = (await readFile(new URL('./data/stations.csv', import.meta.url), 'utf8'))
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.slice(0, 3));
const perStation = await Promise.all(names.map(readStation));
const hours = perStation.flat();
const byTime = new Map<string, Record<string, number>>();
for (const { station, time, celsius } of hours) {
  const entry = byTime.get(time) ?? {};
  entry[station] = celsius;
  byTime.set(time, entry);
}
const differences = [...byTime]
  .map(([time, temps]) => ({ time, range: Math.max(...Object.values(temps)) - Math.min(...Object.values(temps)) }))
  .filter(({ range }) => range > 0);
const settled = await Promise.allSettled([readStation('EWR'), readStation('XXX')]);
const failures = settled.filter((each) => each.status === 'rejected').length;
let coldest = Number.POSITIVE_INFINITY;
for await (const station of names.map(readStation)) {
  const low = Math.min(...station.map(({ celsius }) => celsius));
  if (low < coldest) coldest = low;
}
console.log(hours.length, differences.length, failures, coldest);
