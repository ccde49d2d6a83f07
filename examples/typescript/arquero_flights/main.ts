/** Which airlines recover time in the air, and what does bad weather cost? */
import { mkdir, writeFile } from 'node:fs/promises';
import { summariseAirlines } from './airlines.ts';
import { loadTables } from './load.ts';
import { joinWeather, summariseWeather } from './weather.ts';

const OUT = new URL('./out/', import.meta.url);
const LATE_MINUTES = 15;

const { flights, weather, planes, airlines, airports } = await loadTables();

const flown = flights
  .filter((d: { arr_delay: number | null }) => d.arr_delay !== null)
  .derive({
    recovered: (d: { dep_delay: number; arr_delay: number }) => d.dep_delay - d.arr_delay,
  })
  .params({ lateMinutes: LATE_MINUTES })
  .derive({
    late: (d: { arr_delay: number }, $: { lateMinutes: number }) => (d.arr_delay > $.lateMinutes ? 1 : 0),
  });

const known = flown.join_left(planes, 'tailnum').semijoin(airports, ['dest', 'faa']);
const withWeather = joinWeather(known, weather);

const byAirline = summariseAirlines(withWeather, airlines);
const byWeather = summariseWeather(withWeather);

await mkdir(OUT, { recursive: true });
await writeFile(new URL('airlines.csv', OUT), byAirline.toCSV());
await writeFile(new URL('weather.csv', OUT), byWeather.toCSV());

console.log(`${flights.numRows()} flights, ${flown.numRows()} flown, ${known.numRows()} to known airports`);
console.log('\nTime recovered in the air, by airline');
byAirline.print(20);
console.log('\nDelay by weather at departure');
byWeather.print();
