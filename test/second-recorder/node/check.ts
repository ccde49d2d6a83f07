/** `npm run second-recorder:node [name…]`: every program of the corpus and every example, judged; one line each, then all together. */
import { examine, programs } from './examine.ts';

const MOST_TOLD = 5;
const asked = process.argv.slice(2);
const sum = { seen: 0, found: 0, inside: 0, told: 0, true: 0, stale: 0 };
let failed = false;
for (const program of programs()) {
  if (asked.length > 0 && !asked.some((word) => program.name.includes(word))) continue;
  const { verdict, samePrint, problem } = await examine(program);
  const { seen, found, inside, told, true: right, stale, insides, misses, lies } = verdict;
  for (const key of ['seen', 'found', 'inside', 'told', 'true', 'stale'] as const) sum[key] += verdict[key];
  failed ||= !samePrint || problem !== undefined || misses.length > 0 || lies.length > 0;
  process.stdout.write(
    `${program.name.padEnd(28)} seen ${seen}: recorded ${found}, inside a member ${inside}, missed ${misses.length}; ` +
      `bound ${told}: true ${right}, inside a member ${stale}, untrue ${lies.length}` +
      `${samePrint ? '' : '; prints something else'}${problem === undefined ? '' : `; ${problem}`}\n`,
  );
  for (const each of insides.slice(0, MOST_TOLD)) process.stdout.write(`    inside ${each}\n`);
  for (const miss of misses.slice(0, MOST_TOLD)) process.stdout.write(`    missed ${miss}\n`);
  for (const lie of lies.slice(0, MOST_TOLD)) process.stdout.write(`    untrue ${lie}\n`);
}
const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;
process.stdout.write(
  `recall ${percent(sum.found, sum.seen)} of ${sum.seen}, with what changed inside a member ${percent(sum.found + sum.inside, sum.seen)}; ` +
    `precision ${percent(sum.true, sum.told)} of ${sum.told}, with that ${percent(sum.true + sum.stale, sum.told)}\n`,
);
process.exitCode = failed ? 1 : 0;
