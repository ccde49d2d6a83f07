/** What changed inside a member through another name is a change of what holds it, where a variable in reach does (`facts.holders`). */
import type { HolderPlan } from '../../analysis/analyzer.ts';
import type { OutputRef } from '../../protocol/runLog.ts';
import type { Artifacts } from './artifacts.ts';
import { isSmall, wayTo } from './describe/holding.ts';
import { isPrimitive } from './describe/index.ts';
import type { Input } from './inputs.ts';

/** A place where the variable was found not to hold it so many times running is not looked at again. */
const MOST_MISSES = 4;

/** New versions of the holders, as outputs of the step that changed the inputs. What is large gets its own when it is looked at next. */
export function changeHolders(
  artifacts: Artifacts,
  holders: HolderPlan[],
  values: unknown[],
  changed: Input[],
  step: number,
  out: OutputRef[],
): void {
  for (const { role, value: member } of changed) {
    for (const plan of holders) {
      const { 0: of, 1: at, 2: misses = 0 } = plan;
      const holder = values[at];
      if (of !== role || misses >= MOST_MISSES || holder === member || isPrimitive(holder) || !artifacts.of(holder))
        continue;
      const way = wayTo(holder as object, member as object);
      plan[2] = way ? 0 : misses + 1;
      for (const each of way ?? []) {
        const entry = artifacts.of(each)?.line.latest;
        if (!entry || entry.step === step) continue;
        if (!isSmall(each)) entry.line.stale = true;
        else {
          const version = artifacts.changed(each, entry, step, true);
          if (version) out.push([version.id, 'holder']);
        }
      }
    }
  }
}
