/** The spoiled run of a seed: the same for the same corpus. */
import { type Folder, mutate } from './mutate.ts';
import { createRandom } from './random.ts';

/** Half of the runs have a few changes, the others many. */
const FEW = 5;
const MANY = 100;

export interface Spoiled {
  files: Folder;
  changes: number;
  /** How many steps must be read, where the log was only cut off. */
  steps: number | undefined;
}

export function spoiled(runs: readonly Folder[], seed: number): Spoiled {
  const random = createRandom(seed);
  const run = random.pick(runs);
  if (random.next(8) === 0) {
    const files = cutLog(run, random.next(2 ** 30));
    return { files, changes: 1, steps: stepsOf(files) };
  }
  const changes = 1 + random.next(random.next(2) === 0 ? FEW : MANY);
  return { files: mutate(run, random.pick(runs), changes, random), changes, steps: undefined };
}

function cutLog(run: Folder, at: number): Folder {
  const log = run.get('log-0.ndjson') ?? Buffer.alloc(0);
  return new Map([...run, ['log-0.ndjson', log.subarray(0, at % (log.length + 1))]]);
}

/** Of whole lines, told without any code of ours. */
function stepsOf(run: Folder): number {
  const lines = (run.get('log-0.ndjson') ?? Buffer.alloc(0)).toString('utf8').split('\n').slice(0, -1);
  return lines.filter((line) => line.startsWith('{"k":"step"')).length;
}
