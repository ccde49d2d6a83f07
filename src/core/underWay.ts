/** What had begun and not ended: where a program is while it runs, and where it was when it was stopped, killed, or left by `os._exit`. */
import type { ShowRow } from '../protocol/commandOutput.ts';
import type { Badge } from '../protocol/graph.ts';
import { at } from './columns.ts';
import type { Placing } from './cut.ts';
import type { ProcessLog, Ref, Run, Site } from './model.ts';

/** The field of a row or node of which an execution had not ended. */
export function underWayField(run: Run, open: number): Pick<ShowRow, 'underWay'> {
  if (open === 0) return {};
  return { underWay: run.state === 'running' ? 'running' : 'unfinished' };
}

/** The innermost units under way in each process that is running, or did not come to its end. */
export function innermostUnits(run: Run, placing: Placing): Set<number> {
  const found = new Set<number>();
  for (const log of run.logs.values()) {
    if (run.state !== 'running' && log.end !== undefined) continue;
    const innermost = Math.max(0, ...[...log.open].slice(-200));
    const unit = placing.unit[at(log.steps.site, innermost)] ?? -1;
    if (innermost > 0 && unit >= 0 && placing.isGroup[unit] === 0) found.add(unit);
  }
  return found;
}

export function endedHere(run: Run): Badge {
  return { tone: 'warning', text: run.state === 'stopped' ? 'stopped here' : 'ended here' };
}

/** The executions of a site that have begun and not ended. */
export function openSteps(run: Run, { index, facts }: Site): Ref[] {
  if (facts.open === 0) return [];
  return [...run.logs.values()].flatMap((log) =>
    [...log.open].filter((id) => at(log.steps.site, id) === index).map((id) => ({ log, id })),
  );
}

/** The turns of a loop's executions under way, as far as recorded ones tell. */
export function turnsSoFar(run: Run, loop: Site): number {
  let turns = 0;
  for (const { log, id: open } of openSteps(run, loop)) {
    const { steps } = log;
    let last = -1;
    for (let id = open + 1; id <= steps.max; id++)
      if (at(steps.parent, id) === open) last = Math.max(last, at(steps.iteration, id));
    turns += last + 1;
  }
  return turns;
}

/** Microseconds from the start of the process to its end, or to the last that is known of it. */
export function lastMoment(run: Run, log: ProcessLog): number {
  if (log.end !== undefined) return log.end.t;
  return log.name === '0' && run.exit !== undefined ? Math.max(log.lastTime, run.exit.durationMs * 1000) : log.lastTime;
}
