/**
 * `npm run bench`: examples and works, plain against traced, beside what else Python programmers use, as ratios of whole processes.
 *   npm run bench -- [NAME...] [--rounds N] [--examples] [--scripts] [--large] [--no-peers] [--json FILE]
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { contendersFor, type Work } from './contenders.ts';
import { compare, type Figures, median } from './measure.ts';
import { scriptWorks } from './scripts.ts';
import { beyondFixed, heading, row, summary } from './table.ts';

const root = path.resolve(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    examples: { type: 'boolean', default: false },
    scripts: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    'no-peers': { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});

function listed(file: string): Work[] {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}

// The other tools know no notebooks.
const examples = listed('examples/list.json').filter(({ entry }) => !entry.endsWith('.ipynb'));
const scripts = values.scripts ? scriptWorks(root) : [];
const all = listed('bench/works/list.json');
const others = values.examples || values.scripts ? [] : all.filter(({ empty }) => !empty);
/** What the empty programs take longer is the fixed cost, which the rest is told beside. */
const works = [
  ...all.filter(({ empty }) => empty),
  ...[...(values.scripts ? [] : examples), ...others, ...scripts].filter(
    ({ name, large }) =>
      positionals.includes(name) ||
      ((!large || values.large) && (positionals.length === 0 || positionals.some((part) => name.includes(part)))),
  ),
];

const scratch = mkdtempSync(path.join(os.tmpdir(), 'interim-bench-'));
const results: { work: Work; figures: Figures[] }[] = [];
process.stdout.write(
  `${os.cpus().length} × ${os.cpus()[0]?.model}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.version}; `,
);
process.stdout.write(`medians of ${values.rounds} interleaved rounds; ratios are to the plain run of the same round\n`);
try {
  for (const work of works) {
    process.stdout.write(`\n${work.name}  ${[work.entry, ...(work.args ?? [])].join(' ')}\n${heading}\n`);
    const withPeers = !values['no-peers'] && examples.includes(work);
    const figures = await compare(contendersFor(work, scratch, withPeers), Number(values.rounds), root);
    results.push({ work, figures });
    for (const figure of figures) process.stdout.write(`${row(figure, figures[0])}\n`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Works that ran, with the figures of the plain and the traced run. */
const ran = results.flatMap(({ work, figures: [plain, interim] }) =>
  plain && interim && !plain.failure && !interim.failure ? [{ work, plain, interim }] : [],
);
process.stdout.write('\n');
const fixed = new Map(
  ran
    .filter(({ work }) => work.empty)
    .map(({ work, plain, interim }) => [work.language, median(interim.times) - median(plain.times)]),
);
for (const [label, chosen] of [
  ['Examples', ran.filter(({ work }) => examples.includes(work))],
  ['Scripts in Python', ran.filter(({ work }) => scripts.includes(work) && work.language === 'python')],
  ['Scripts in TypeScript', ran.filter(({ work }) => scripts.includes(work) && work.language === 'javascript')],
  ['Works of 1 s and more', ran.filter(({ plain }) => median(plain.times) >= 1000)],
] as const) {
  if (chosen.length < 2) continue;
  const whole = chosen.map(({ work, interim }) => ({ work: work.name, ratio: median(interim.ratios) }));
  const beyond = chosen.map(({ work, plain, interim }) => ({
    work: work.name,
    ratio: beyondFixed(plain, interim, fixed.get(work.language) ?? 0),
  }));
  process.stdout.write(`${label}: ${summary(whole)}; without the fixed cost ${summary(beyond)}\n`);
}
for (const [language, cost] of fixed) process.stdout.write(`Fixed cost, ${language}: ${cost.toFixed(0)} ms\n`);
if (values.json) {
  const written = results.map(({ work, figures }) => ({ work: work.name, figures }));
  writeFileSync(values.json, JSON.stringify(written, null, 2));
}
if (ran.length < results.length) process.exitCode = 1;
