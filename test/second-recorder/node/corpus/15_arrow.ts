import { tableFromArrays, tableFromIPC, tableToIPC, vectorFromArray } from 'apache-arrow';

const cities = ['Newark', 'New York', 'Newark', 'Boston'];
const temps = Float64Array.from([3.9, 4.4, 5, -1]);
const source = tableFromArrays({ city: cities, temp: temps, ok: [true, false, true, true] });
const bytes = tableToIPC(source);
const again = tableFromIPC(bytes);
const rows = again.toArray().map((row) => ({ city: String(row.city), temp: Number(row.temp) }));
const column = again.getChild('temp');
const values = [...(column ?? [])].map(Number);
const mean = values.reduce((a, b) => a + b, 0) / values.length;
const part = again.slice(1, 3);
const warm = rows.filter(({ temp }) => temp > 0);
const labels = vectorFromArray(warm.map(({ city }) => city));
const unique = new Set(labels);
console.log(
  source.numRows,
  bytes.length > 0,
  mean,
  part.numRows,
  warm.length,
  unique.size,
  again.schema.fields.map(({ name }) => name),
);
