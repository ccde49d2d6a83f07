import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';

const out = path.join(import.meta.dirname, 'out-csv');
await mkdir(out, { recursive: true });
const lines: string[] = [];
for await (const line of createInterface({
  input: createReadStream(new URL('./data/weather-EWR.csv', import.meta.url)),
})) {
  if (lines.length < 6) lines.push(line);
}
const [head = '', ...rows] = lines.map((line) => line.split(',').slice(0, 3).join(';'));
const quoted = rows.map((row) =>
  row
    .split(';')
    .map((cell) => `"${cell}"`)
    .join(';'),
);
const writer = createWriteStream(path.join(out, 'stream.csv'));
writer.write(`${head}\n`);
for (const row of quoted) writer.write(`${row}\n`);
writer.end();
await finished(writer);
const parts = ['a', 'b'].map((name, at) => ({ name, text: quoted.slice(at * 2, at * 2 + 2).join('\n') }));
await Promise.all(
  parts.map(async ({ name, text }) => {
    await writeFile(path.join(out, `${name}.csv`), text);
  }),
);
const sizes = await Promise.all(
  parts.map(({ name }) => readFile(path.join(out, `${name}.csv`), 'utf8').then((text) => text.length)),
);
const whole = readFileSync(path.join(out, 'stream.csv'), 'utf8');
const total = sizes.reduce((a, b) => a + b, 0);
console.log(whole.split('\n').length, total);
