/** What was changed may have no name of its own, and be held by what has one: `groups[key].append(row)` changes groups. */
import { at } from './columns.ts';
import type { Ref, Run } from './model.ts';
import { bestName } from './name.ts';

/** The first thing with a name that the same step changed; the change itself where it is known by name, or nothing around it is. */
export function namedHolder(run: Run, changed: Ref): Ref {
  const { log, id } = changed;
  if (at(log.artifacts.from, id) === 0 || bestName(run, changed) !== undefined) return changed;
  const step = at(log.artifacts.step, id);
  const start = at(log.steps.outs, step);
  for (let out = start; out < start + at(log.steps.outCount, step); out++) {
    const holder = { log, id: at(log.refs.artifact, out) };
    const isChange = at(log.artifacts.from, holder.id) > 0 && at(log.artifacts.step, holder.id) === step;
    if (holder.id !== id && isChange && bestName(run, holder) !== undefined) return holder;
  }
  return changed;
}
