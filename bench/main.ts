/**
 * `npm run bench`: every example, plain against traced, beside what else Python programmers use, as ratios of whole-process wall times.
 *   npm run bench -- [NAME...] [--rounds N] [--no-peers] [--json FILE]
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { contendersFor, type Work } from './contenders.ts';
import { compare, type Figures, median } from './measure.ts';

const root = path.resolve(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    'no-peers': { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});

const examples: Work[] = JSON.parse(readFileSync(path.join(root, 'examples/list.json'), 'utf8'));
const empty: Work[] = [
  { name: 'empty program (Python)', language: 'python', entry: 'bench/works/empty.py' },
  { name: 'empty program (Node)', language: 'javascript', entry: 'bench/works/empty.ts' },
];
const works = [...examples, ...empty].filter(({ name }) => positionals.length === 0 || positionals.includes(name));

function row(figure: Figures): string {
  const name = figure.name.padEnd(10);
  if (figure.failure) return `  ${name} failed: ${figure.failure.split('\n').at(-1)}`;
  const ms = `${median(figure.times).toFixed(0)} ms`.padStart(9);
  const ratios = figure.ratios.map((ratio) => ratio.toFixed(2));
  const range = `${ratios.reduce((a, b) => (Number(a) < Number(b) ? a : b))}–${ratios.reduce((a, b) => (Number(a) > Number(b) ? a : b))}`;
  return `  ${name}${ms}  ${median(figure.ratios).toFixed(2)}x  (${range})`;
}

const scratch = mkdtempSync(path.join(os.tmpdir(), 'interim-bench-'));
const results: { work: string; figures: Figures[] }[] = [];
process.stdout.write(
  `${os.cpus().length} × ${os.cpus()[0]?.model}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.version}; `,
);
process.stdout.write(
  `medians of ${values.rounds} interleaved rounds; ratios are to the plain run of the same round (least–most)\n`,
);
try {
  for (const work of works) {
    process.stdout.write(`\n${work.name}  ${work.entry}\n`);
    const figures = await compare(
      contendersFor(work, scratch, !values['no-peers'] && !empty.includes(work)),
      Number(values.rounds),
      root,
    );
    results.push({ work: work.name, figures });
    for (const figure of figures) process.stdout.write(`${row(figure)}\n`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

const traced = results
  .filter(({ work }) => examples.some(({ name }) => name === work))
  .flatMap(({ figures }) => figures[1] ?? []);
const ratios = traced.filter(({ failure }) => !failure).map(({ ratios }) => median(ratios));
if (ratios.length > 0)
  process.stdout.write(
    `\nMedian over the examples: ${median(ratios).toFixed(2)}x, worst ${Math.max(...ratios).toFixed(2)}x\n`,
  );
for (const { work, figures } of results.filter(({ work }) => empty.some(({ name }) => name === work))) {
  const [plain, interim] = figures;
  if (plain && interim && !interim.failure)
    process.stdout.write(`Fixed cost, ${work}: ${(median(interim.times) - median(plain.times)).toFixed(0)} ms\n`);
}
if (values.json) writeFileSync(values.json, JSON.stringify(results, null, 2));
if (results.some(({ figures }) => figures.slice(0, 2).some(({ failure }) => failure))) process.exitCode = 1;
