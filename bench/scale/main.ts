/**
 * `npm run bench:scale`: what a run of a million recorded steps costs its readers. Records `works/million.*` with the
 * limits lifted, unless folders of runs are given, and prints for each: its size, how long it opens without and with its index,
 * `interim show` as a process with its peak memory, hovers at random places, and how soon a live reader has a value.
 *   npm run bench:scale -- [RUN FOLDER...] [--no-live]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { completeLimits } from '../../src/recorder/limits.ts';
import { hoverTimes } from './hover.ts';
import { liveDelays } from './live.ts';
import { measureOpening } from './opening.ts';
import { record } from './record.ts';
import { sizesOf } from './sizes.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'no-live': { type: 'boolean', default: false } },
});
const works = path.join(import.meta.dirname, '../works');
const scratch = mkdtempSync(path.join(os.tmpdir(), 'interim-scale-'));

const say = (name: string, text: string): boolean => process.stdout.write(`  ${name.padEnd(34)}${text}\n`);
const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

/** The value below which that part of all values lie. */
function quantile(all: readonly number[], part: number): number {
  const sorted = [...all].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

process.stdout.write(`${os.cpus().length} × ${os.cpus()[0]?.model}, Node ${process.version}\n`);
try {
  const folders =
    positionals.length > 0
      ? positionals
      : [await record(path.join(works, 'million.py'), scratch), await record(path.join(works, 'million.ts'), scratch)];
  for (const folder of folders) {
    const { first, again, steps, artifacts } = await measureOpening(folder);
    const { log, previews, index } = sizesOf(folder);
    const hovers = await hoverTimes(folder, 1000);
    process.stdout.write(`\n${path.basename(folder)}: ${steps} steps, ${artifacts} artifacts\n`);
    say('log, previews, index', `${megabytes(log)}, ${megabytes(previews)}, ${megabytes(index)}`);
    say('bytes of log and previews a step', ((log + previews) / steps).toFixed(0));
    say('first show (processor, wall)', `${ms(first.processor)}, ${ms(first.wall)}; ${megabytes(first.memory)}`);
    say('show from the index', `${ms(again.processor)}, ${ms(again.wall)}; ${megabytes(again.memory)}`);
    say('hover: median, p99', `${ms(quantile(hovers, 0.5))}, ${ms(quantile(hovers, 0.99))}`);
  }
  if (!values['no-live'])
    for (const work of ['stamps.py', 'stamps.ts']) {
      const delays = await liveDelays(path.join(works, work), scratch);
      process.stdout.write(`\n${work}: ${delays.length} values read live\n`);
      say('made to readable: median, p99', `${ms(quantile(delays, 0.5))}, ${ms(quantile(delays, 0.99))}`);
    }
  const { iterations, runBytes } = completeLimits();
  const usual = await record(path.join(works, 'million.py'), scratch, { iterations, runBytes });
  const { log, previews } = sizesOf(usual);
  process.stdout.write(`\nA million executed steps with the usual limits\n`);
  say('run folder', `${((log + previews) / 1e6).toFixed(1)} MB`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
