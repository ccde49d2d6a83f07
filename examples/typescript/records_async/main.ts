/** On which days of 2013 was flying hard at all three of New York's airports? */
import { mkdir, writeFile } from 'node:fs/promises';
import { groupBy, isHard, toDay } from './days.ts';
import { readObservations, readStations } from './read.ts';
import { StationLog } from './station.ts';

const OUT = new URL('./out/', import.meta.url);

const stations = await readStations();
const observations = await readObservations(stations);
const complete = observations.filter((observation) => observation.celsius !== null && observation.wind !== null);

const logs = new Map(stations.map(({ faa }) => [faa, new StationLog(faa)]));
for (const observation of observations) {
  logs.get(observation.station)?.add(observation);
}
const summaries = [...logs.values()].map((log) => log.summary());

const byDay = groupBy(complete, (observation) => `${observation.station} ${observation.day}`);
const days = [...byDay.values()].map(toDay);
const hardDays = days.filter(isHard);
const hardByDay = groupBy(hardDays, ({ day }) => day);
const hardEverywhere = [...hardByDay]
  .filter(([, reports]) => reports.length === stations.length)
  .map(([day, reports]) => ({
    day,
    rain: reports.map(({ rain }) => rain),
    wind: reports.map((report) => report.strongestWind),
  }))
  .sort((a, b) => Math.max(...b.rain) - Math.max(...a.rain));

await mkdir(OUT, { recursive: true });
await Promise.all([
  writeFile(new URL('days.json', OUT), `${JSON.stringify(days, null, 2)}\n`),
  writeFile(new URL('stations.json', OUT), `${JSON.stringify(summaries, null, 2)}\n`),
]);

console.log(
  `${observations.length} hours, ${observations.length - complete.length} of them with gaps, ${days.length} days`,
);
for (const { station, coldest, warmest, rain, gaps } of summaries) {
  console.log(`${station}: ${coldest} to ${warmest} degrees, ${rain} inches of rain, ${gaps} gaps`);
}
console.log(`${hardEverywhere.length} days were hard everywhere; the wettest:`);
for (const { day, rain, wind } of hardEverywhere.slice(0, 5)) {
  console.log(`  ${day}  rain ${rain.join(' / ')}  wind ${wind.join(' / ')}`);
}
