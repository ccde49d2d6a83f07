/** What turns that ran unrecorded did to the variables around them: told by the loop or the call that they belong to. */
import type { InputRef, OutputRef } from '../../protocol/runLog.ts';
import { isData, isPrimitive } from './describe/index.ts';
import { frameAt, isSame } from './inputs.ts';
import type { Entry, Scope } from './model.ts';
import type { Recorder } from './recorder.ts';

export interface Changes {
  in: InputRef[];
  out: OutputRef[];
}

/** Variables that are not what they were last known to be: new artifacts and versions, bound by `site`, as outputs of `step`. */
export function noteChanges(
  recorder: Recorder,
  scope: Scope,
  watched: [name: string, depth: number][],
  values: unknown[],
  step: number,
  site: number,
): Changes {
  const changes: Changes = { in: [], out: [] };
  watched.forEach(([name, depth], index) => {
    const frame = frameAt(scope.frame, depth);
    if (!frame) return;
    const value = values[index];
    const bound = frame.vars.get(name);
    const entry = newestOf(recorder, value, bound, step, name, changes);
    if (entry === undefined) frame.vars.delete(name);
    else if (entry !== bound?.line.latest) recorder.bind(frame, scope, name, entry, site);
  });
  return changes;
}

function newestOf(
  { artifacts }: Recorder,
  value: unknown,
  bound: Entry | undefined,
  step: number,
  name: string,
  changes: Changes,
): Entry | undefined {
  if (isPrimitive(value) && bound && isSame(bound, value)) return bound.line.latest;
  const known = artifacts.of(value);
  const before = bound?.line.latest;
  if (!known && !isData(value)) return undefined;
  const made = known ? artifacts.changed(value, known.line.latest, step, false) : artifacts.make(value, step);
  if (made) {
    if (before) changes.in.push([before.id, 'read', name]);
    changes.out.push([made.id, 'read']);
  }
  // a new version of what is bound already needs no bind
  return made && made.line !== bound?.line ? made : (known?.line.latest ?? made);
}
