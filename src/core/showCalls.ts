/** Which statements called which functions, for `interim show`: what they called is told below them. */
import { at } from './columns.ts';
import type { Placing } from './cut.ts';
import type { ProcessLog, Run } from './model.ts';
import { lastMoment } from './underWay.ts';

/** Processes that only started others on the way to one. */
const MOST_STARTERS = 4;

export interface Calls {
  /** For each statement, the functions that it called, in this process or first of all in one that it started. */
  calls: Map<number, number[]>;
  /** For each statement with an `await` in it, how long it waits for one of them by now, in microseconds. */
  waits: Map<number, number>;
}

export function callsOf(run: Run, placing: Placing): Calls {
  const calls = new Map<number, number[]>();
  const waits = new Map<number, number>();
  const awaits = new Set(run.sites.map((site) => (site.op === 'await' ? (placing.unit[site.index] ?? -1) : -1)));
  for (const log of run.logs.values()) {
    const { steps } = log;
    const now = lastMoment(run, log);
    for (let id = 1; id <= steps.max; id++) {
      const index = at(steps.site, id);
      if (run.sites[index]?.kind !== 'function' || placing.isGroup[index] !== 1) continue;
      const caller = placing.unit[callerOf(run, log, at(steps.parent, id))] ?? -1;
      // What was called while no statement was under way has only what it stands in around it.
      if (caller < 0 || placing.isGroup[caller] === 1) continue;
      const list = calls.get(caller);
      if (list === undefined) calls.set(caller, [index]);
      else if (!list.includes(index)) list.push(index);
      if (log.open.has(id) && awaits.has(caller))
        waits.set(caller, Math.max(waits.get(caller) ?? 0, now - at(steps.start, id)));
    }
  }
  return { calls, waits };
}

/** Site of the step that a step ran in; of what runs in none, of the one that started its process. */
function callerOf(run: Run, log: ProcessLog, parent: number): number {
  if (parent > 0) return at(log.steps.site, parent);
  // A server that was started to start others has no step of its own for it.
  let started: ProcessLog | undefined = log;
  for (let up = 0; started !== undefined && up < MOST_STARTERS; up++) {
    const starter = run.logs.get(started.parentLog ?? '');
    if (starter !== undefined && started.parentStep > 0) return at(starter.steps.site, started.parentStep);
    started = starter;
  }
  return -1;
}
