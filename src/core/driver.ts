/**
 * The function that drives a pipeline: a script's last line calls it, and all the others are called from it. It is drawn like the
 * module, without a box: a box would hold both ends of the graph, and what a function made of its tables would have to lead back up into it.
 */
import { at } from './columns.ts';
import { DEFAULT_KINDS, type Placing } from './cut.ts';
import { FILTER_KINDS } from './kinds.ts';
import type { Ref, Run, Site } from './model.ts';
import { openSteps } from './underWay.ts';

const DEEPEST = 200;
/** Calls of one function that are looked at. */
const MOST_CALLS = 20;

/** -1 where there is none. `units`: what is drawn. */
export function driverOf(run: Run, placing: Placing, units: Iterable<number>): number {
  const functions = functionsAround(run, placing, units);
  let driver = -1;
  for (const site of functions)
    for (const step of lastSteps(run, site)) {
      const outermost = outermostCaller(run, site, step);
      if (outermost === undefined) continue;
      if (driver >= 0 && driver !== outermost) return -1;
      driver = outermost;
    }
  const site = run.sites[driver];
  if (site === undefined || functions.size < 2 || !functions.has(site)) return -1;
  return ranOnce(site) && !takesData(site) ? driver : -1;
}

function functionsAround(run: Run, placing: Placing, units: Iterable<number>): Set<Site> {
  const found = new Set<Site>();
  for (const unit of units)
    for (let group = placing.group[unit] ?? -1; group >= 0; group = placing.group[group] ?? -1) {
      const site = run.sites[group];
      if (site?.kind === 'function') found.add(site);
    }
  return found;
}

function lastSteps(run: Run, site: Site): Ref[] {
  const found = openSteps(run, site).slice(0, MOST_CALLS);
  const { last } = site.facts;
  if (last === undefined) return found;
  for (let { id } = last; id > 0 && found.length < MOST_CALLS; id = at(last.log.steps.previous, id))
    found.push({ log: last.log, id });
  return found;
}

/** The function on the way to one of its calls that the top of a module called; undefined where something else did, as a thread. */
function outermostCaller(run: Run, site: Site, { log, id }: Ref): number | undefined {
  let outermost = site.index;
  for (let step = id, up = 0; step > 0 && up < DEEPEST; up++, step = at(log.steps.parent, step)) {
    const around = run.sites[at(log.steps.site, step)];
    if (around?.kind === 'function') outermost = around.index;
    if (around?.kind === 'module') return outermost;
  }
  return undefined;
}

const ranOnce = ({ facts }: Site): boolean => Math.max(facts.recorded + facts.open, facts.counted) === 1;

function takesData({ facts }: Site): boolean {
  if (facts.last === undefined) return false;
  const { log, id } = facts.last;
  const start = at(log.steps.ins, id);
  for (let ref = start; ref < start + at(log.steps.inCount, id); ref++) {
    const filter = FILTER_KINDS[at(log.artifacts.filter, at(log.refs.artifact, ref))];
    if (DEFAULT_KINDS.some((kind) => kind === filter)) return true;
  }
  return false;
}
