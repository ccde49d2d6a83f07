/**
 * How long each statement was at work, over all its executions. Expressions hold each other, and the functions that
 * they call hold theirs: time that several of them share is counted once. An `await` lasts from what it waits for, and what
 * has not ended lasts until now, or until the end of the process.
 */
import { at } from './columns.ts';
import type { Placing } from './cut.ts';
import { isWithin } from './insideOf.ts';
import type { ProcessLog, Run } from './model.ts';
import { lastMoment } from './underWay.ts';

/** Microseconds by unit. */
export function unitTimes(run: Run, placing: Placing): Map<number, number> {
  const times = new Map<number, number>();
  for (const log of run.logs.values()) addLog(run, log, placing, times);
  return times;
}

interface Work {
  /** End of the time that is counted. */
  end: number;
  /** End, frame and site of the step before. */
  last: number;
  parent: number;
  site: number;
}

function addLog(run: Run, log: ProcessLog, placing: Placing, times: Map<number, number>): void {
  const { steps } = log;
  const works = new Map<number, Work>();
  const now = lastMoment(run, log);
  for (let id = 1; id <= steps.max; id++) {
    const site = at(steps.site, id);
    const unit = placing.unit[site] ?? -1;
    const duration = log.open.has(id) ? Math.max(0, now - at(steps.start, id)) : at(steps.duration, id);
    if (unit < 0 || duration < 0 || placing.isGroup[unit] === 1) continue;
    const work = works.get(unit) ?? { end: 0, last: 0, parent: 0, site: -1 };
    works.set(unit, work);
    const parent = at(steps.parent, id);
    const waits = work.parent === parent && run.sites[site]?.op === 'await' && isWithin(run, work.site, site);
    const start = waits ? Math.min(work.last, at(steps.start, id)) : at(steps.start, id);
    const end = at(steps.start, id) + duration;
    const counted = Math.max(0, end - Math.max(start, work.end));
    if (counted > 0) times.set(unit, (times.get(unit) ?? 0) + counted);
    work.end = Math.max(work.end, end);
    work.last = end;
    work.parent = parent;
    work.site = site;
  }
}
