/** `npm run survive -- [--points 1000] [--seed 1] [--target program] [--at-once 2]`: the whole of `kills.test.ts`. */
import { parseArgs } from 'node:util';
import type { Target } from './kill.ts';
import { killAt } from './tally.ts';

const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    target: { type: 'string', multiple: true, default: ['program', 'recorder', 'reader', 'adapter', 'command'] },
    'at-once': { type: 'string', default: '2' },
  },
});
for (const target of values.target as Target[]) {
  const began = performance.now();
  const { points, reached, failures } = await killAt(
    target,
    Number(values.points),
    Number(values.seed),
    Number(values['at-once']),
  );
  const seconds = Math.round((performance.now() - began) / 1000);
  const stages = Object.entries(reached).map(([stage, count]) => `${stage} ${count}`);
  process.stdout.write(
    `${target}: killed at ${points} points (${stages.join(', ')}), ${failures.length} failures, ${seconds} s\n`,
  );
  for (const failure of failures) process.stdout.write(`  ${failure}\n`);
  if (failures.length > 0) process.exitCode = 1;
}
