/** Reads one run folder as the survival tests do, and tells all of the stack: `node test/survival/one.ts FOLDER`. */
import { readAll } from './readers/readAll.ts';

Error.stackTraceLimit = 100_000;
try {
  const run = await readAll(process.argv[2] ?? '');
  process.stdout.write(run === undefined ? 'refused\n' : `read: ${run.stepCount} steps\n`);
} catch (error) {
  const lines = (error instanceof Error ? (error.stack ?? '') : String(error)).split('\n');
  process.stdout.write(`${[...lines.slice(0, 8), '…', ...lines.slice(-25)].join('\n')}\n`);
  process.exitCode = 1;
}
