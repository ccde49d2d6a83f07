/** What all sites of a unit add up to, and the artifact that the unit shows. */
import type { FilterKind } from '../protocol/graph.ts';
import { at } from './columns.ts';
import type { Placing } from './cut.ts';
import { namedHolder } from './holder.ts';
import { FILTER_KINDS } from './kinds.ts';
import type { Ref, Run, RunError, Site } from './model.ts';
import { makerOf } from './name.ts';
import { summaryOf } from './summaries.ts';
import { innermostUnits } from './underWay.ts';

export interface UnitFacts {
  unit: number;
  sites: Site[];
  /** Newest artifact of a shown kind. */
  shown: Ref | undefined;
  order: number;
  executions: number;
  recorded: number;
  durationUs: number;
  error: RunError | undefined;
  open: number;
  /** Where a process is, or did not come to its end. */
  isInnermost: boolean;
}

export const isQuietExit = (run: Run, error: RunError): boolean =>
  /^(SystemExit|KeyboardInterrupt|GeneratorExit|StopIteration|StopAsyncIteration)$/.test(error.type) &&
  (run.exit?.exitCode ?? 0) === 0;

export function sumUnits(run: Run, placing: Placing, kinds: ReadonlySet<FilterKind>): Map<number, UnitFacts> {
  const units = new Map<number, UnitFacts>();
  const innermost = innermostUnits(run, placing);
  for (const site of run.sites) {
    const { facts } = site;
    const unit = placing.unit[site.index] ?? -1;
    if (unit < 0) continue;
    if (facts.recorded === 0 && facts.counted === 0 && facts.open === 0 && facts.error === undefined) continue;
    let sum = units.get(unit);
    if (sum === undefined) {
      sum = {
        unit,
        sites: [],
        shown: undefined,
        order: Infinity,
        executions: 0,
        recorded: 0,
        durationUs: 0,
        error: undefined,
        open: 0,
        isInnermost: innermost.has(unit),
      };
      units.set(unit, sum);
    }
    sum.sites.push(site);
    sum.order = Math.min(sum.order, Number.isFinite(facts.ended) ? facts.ended : run.sitesEnded);
    if (!isInner(run, placing, site)) {
      sum.executions = Math.max(sum.executions, facts.recorded + facts.open, facts.counted);
      sum.recorded = Math.max(sum.recorded, facts.recorded);
      sum.durationUs += facts.durationUs;
    }
    sum.open += facts.open;
    if (facts.error !== undefined && !isQuietExit(run, facts.error)) sum.error = facts.error;
  }
  for (const sum of units.values()) {
    sum.shown = chooseShown(run, placing, sum, kinds);
    const maker = sum.shown === undefined ? undefined : makerOf(run, sum.shown);
    const ended = maker === undefined ? Number.POSITIVE_INFINITY : maker.facts.ended;
    if (placing.isGroup[sum.unit] !== 1 && Number.isFinite(ended)) sum.order = ended;
  }
  return units;
}

/** Runs inside another site of its unit (in a comprehension, in a lambda), whose duration holds its own: it may run more often than the unit. */
function isInner(run: Run, placing: Placing, site: Site): boolean {
  const unit = placing.unit[site.index];
  if (site.kind === 'function' && site.index !== unit) return true;
  for (let up = run.sites[site.parent]; up !== undefined && up.index !== unit; up = run.sites[up.parent])
    if (up.kind === 'loop' || up.kind === 'function') return placing.unit[up.index] === unit;
  return false;
}

/** What the statement gave a name to, else what its outermost expression made. */
function chooseShown(run: Run, placing: Placing, sum: UnitFacts, kinds: ReadonlySet<FilterKind>): Ref | undefined {
  let best: Ref | undefined;
  let bestRank = -1;
  for (const site of sum.sites) {
    const { made } = site.facts;
    if (made === undefined) continue;
    for (const filter in made) {
      const newest = made[filter as FilterKind]?.newest;
      if (newest === undefined) continue;
      const written = filter === 'files' && summaryOf(newest).mode === 'write';
      // Opened, and written into later: that is where the file was made.
      if (written && summaryOf(newest).bytes === 0 && newest.log.artifacts.next.has(newest.id)) continue;
      if (!kinds.has(filter as FilterKind) && !written) continue;
      if (filter === 'metrics' && isPerItem(run, site)) continue;
      if (!written && isByTheWay(run, placing, site, filter, newest)) continue;
      const rank = rankOf(site, sum, newest, written);
      if (rank > bestRank || (rank === bestRank && best !== undefined && newest.id > best.id)) {
        best = newest;
        bestRank = rank;
      }
    }
  }
  return best === undefined ? undefined : (literalOf(run, sum, best) ?? namedHolder(run, best));
}

const MANY_CALLS = 50;

/** Numbers in a function that is called for every row are data, not metrics. */
function isPerItem(run: Run, site: Site): boolean {
  for (let up = run.sites[site.parent]; up !== undefined; up = run.sites[up.parent])
    if (up.kind === 'function') return Math.max(up.facts.recorded, up.facts.counted) > MANY_CALLS;
  return false;
}

/** Of metrics that are written down in one literal, the literal: `{"accuracy": …, "auc": …}`. */
function literalOf(run: Run, sum: UnitFacts, best: Ref): Ref | undefined {
  const maker = makerOf(run, best);
  let around = maker === undefined ? undefined : run.sites[maker.parent];
  // A number's conversion on its way in: `float(target.mean())`.
  if (around?.op === 'call' && around.parent !== sum.unit) around = run.sites[around.parent];
  const isMetric = FILTER_KINDS[at(best.log.artifacts.filter, best.id)] === 'metrics';
  if (!isMetric || around?.op !== 'display' || around.parent !== sum.unit) return undefined;
  return around.facts.made?.collections?.newest ?? around.facts.made?.tables?.newest;
}

const PASSES_ON = new Set([
  'display',
  'await',
  'unpack',
  'conditional',
  'boolean',
  'comprehension',
  'setitem',
  'setattr',
]);

/** The value of `x[key] = value` ends where it ends; the key does not. */
const isStoredBy = (store: Site, site: Site): boolean =>
  (store.op === 'setitem' || store.op === 'setattr') &&
  store.endLine === site.endLine &&
  store.endColumn === site.endColumn;

/**
 * What a statement like `print(df.head())` or `n = len(df[df.x > 1])` makes on its way to something else is no place in
 * the story. A metric or a message is, and so is what was changed in place.
 */
export function isByTheWay(run: Run, placing: Placing, site: Site, filter: string, made: Ref): boolean {
  if (filter === 'metrics' || filter === 'messages') return false;
  const unit = placing.unit[site.index] ?? -1;
  // That a link of an assigned chain changed its receiver is seen there only because it was looked at there.
  if (at(made.log.artifacts.from, made.id) > 0 && run.sites[unit]?.op === 'expr') return false;
  if (placing.isGroup[unit] === 1) return false;
  for (
    let up = run.sites[site.parent];
    up !== undefined && site.index !== unit && up.index !== unit;
    up = run.sites[up.parent]
  )
    if (!PASSES_ON.has(up.op) && !isStoredBy(up, site)) return true;
  return false;
}

function rankOf(site: Site, sum: UnitFacts, ref: Ref, written: boolean): number {
  const bound = sum.sites.some(({ facts }) => {
    for (const value of facts.bound?.values() ?? []) if (value.log === ref.log && value.id === ref.id) return true;
    return false;
  });
  const changed = at(ref.log.artifacts.from, ref.id) > 0;
  return (written ? 4000 : 0) + (bound ? 2000 : 0) + Math.max(0, 900 - site.depth * 3) + (changed ? 2 : 0);
}

/** Whether an artifact was made in this unit: for walking through the links of a chain. */
export const isMadeIn = (run: Run, placing: Placing, unit: number) => (ref: Ref) => {
  const maker = makerOf(run, ref);
  return maker !== undefined && placing.unit[maker.index] === unit;
};
