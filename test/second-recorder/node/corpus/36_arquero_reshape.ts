import { readFileSync } from 'node:fs';
import { agg, fromCSV, op, table } from 'arquero';

const weather = ['EWR', 'JFK', 'LGA'].map((station) =>
  fromCSV(readFileSync(new URL(`./data/weather-${station}.csv`, import.meta.url), 'utf8'), {
    parse: { time_hour: String },
  })
    .derive({ hour: (d: { time_hour: string }) => op.substring(d.time_hour, 11, 13) })
    .assign(table({ station: Array.from({ length: 24 }, () => station) })),
);
const [first, ...others] = weather;
if (!first) throw new Error('no weather');
const all = first.concat(...others);
const slim = all.select('station', 'hour', 'temp', 'wind_speed').filter((d: { hour: string }) => d.hour < '09');
const wide = slim.groupby('hour').pivot('station', { temp: (d: { temp: number }) => op.max(d.temp) });
const long = wide.fold(['EWR', 'JFK', 'LGA'], { as: ['station', 'temp'] });
const ranked = slim.groupby('station').derive({ rank: op.rank() }).ungroup();
const means = slim.groupby('station').rollup({ temp: op.mean('temp'), n: op.count() });
const maximum = agg(slim, op.max('wind_speed')) as number;
const spread = means.array('temp') as number[];
const range = Math.max(...spread) - Math.min(...spread);
const unique = slim.dedupe('station').numRows();
const sample = ranked.filter((d: { rank: number }) => d.rank === 1).objects() as { station: string }[];
console.log(
  all.numRows(),
  wide.columnNames(),
  long.numRows(),
  maximum.toFixed(2),
  range.toFixed(2),
  unique,
  sample.length,
);
