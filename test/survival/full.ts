/** The whole of `readers.test.ts`: a million changes of run folders, or as many as are asked for. */
import { parseArgs } from 'node:util';
import { spoil } from './readers/spoil.ts';

const { values } = parseArgs({
  options: {
    changes: { type: 'string', default: '1000000' },
    workers: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '600' },
  },
});
const began = Date.now();
const { failures, ...survival } = await spoil({
  changes: Number(values.changes),
  milliseconds: Number(values.minutes) * 60_000,
  workers: Number(values.workers),
  firstSeed: Number(values.seed),
});
const { runs, changes, refused, memory } = survival;
process.stdout.write(
  `${changes} changes in ${runs} runs, ${refused} of them refused; most memory ${Math.round(memory / 1e6)} MB; ` +
    `${Math.round((Date.now() - began) / 1000)} s\n${failures.length} failures\n`,
);
for (const { folder, error } of failures) process.stdout.write(`\n${folder}: ${error}\n`);
process.exitCode = failures.length > 0 ? 1 : 0;
