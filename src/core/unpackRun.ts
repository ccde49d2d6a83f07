/**
 * A kept model, put back into an empty run. What was kept may be from elsewhere, like any log: its shape is checked
 * first, and each place in a list is looked up before it is used. False where it does not fit: then the logs are read.
 */
import type { FilterKind } from '../protocol/graph.ts';
import type { SiteKind, SiteOp } from '../protocol/runLog.ts';
import { createSite, linkSites } from './addSites.ts';
import { takeSummary } from './checkValue.ts';
import { at, codeOf } from './columns.ts';
import { edgeKey } from './dataFlow.ts';
import { FILTER_KINDS } from './kinds.ts';
import type { ProcessLog, Ref, Run, SiteFacts } from './model.ts';
import {
  columnsOf,
  type Numbers,
  type PackedFacts,
  type PackedLog,
  type PackedRef,
  type PackedSite,
} from './packed.ts';
import { isPackedFacts } from './packedShape.ts';
import { processLog } from './processLog.ts';

/** `columns` are given by name, each asked for once. */
export function unpackRun(run: Run, facts: unknown, columns: (name: string) => Numbers | undefined): boolean {
  if (!isPackedFacts(facts)) return false;
  for (const word of facts.words.slice(1)) codeOf(run.words, word);
  if (run.words.texts.length !== facts.words.length) return false;
  for (const [order, module] of facts.modules.entries()) run.modules.push({ ...module, order });
  const logs = facts.logs.map(({ name }) => processLog(run, name));
  if (!addSites(run, facts)) return false;
  for (const [index, log] of logs.entries()) {
    const packed = facts.logs[index];
    if (packed === undefined || !addLog(run, log, packed, columns)) return false;
  }
  addErrors(run, facts, logs);
  for (const [index, packed] of facts.sites.entries()) addFacts(run, index, packed, logs);
  for (const { log: index, roles, ...edge } of facts.edges) {
    const log = logs[index];
    if (log !== undefined) run.edges.set(edgeKey(edge.from, edge.to), { ...edge, log, roles: new Set(roles) });
  }
  for (const { key, code, detail, site, count } of facts.problems) run.problems.set(key, { code, detail, site, count });
  run.stepCount = facts.stepCount;
  run.sitesEnded = facts.sitesEnded;
  run.artifactCount = facts.artifactCount;
  Object.assign(run.artifactsByFilter, facts.artifactsByFilter);
  Object.assign(run.artifactsByKind, facts.artifactsByKind);
  Object.assign(run.artifactsByDetail, facts.artifactsByDetail);
  run.revision++;
  return true;
}

function addSites(run: Run, facts: PackedFacts): boolean {
  const parents: number[] = [];
  for (const { key, module: place, parent, kind, op, name, place: range } of facts.sites) {
    const module = run.modules[place];
    if (module === undefined) return false;
    const row = [0, 0, kind as SiteKind, op as SiteOp, name, ...range] as const;
    const site = createSite(run.sites.length, key, module, row);
    run.sites.push(site);
    run.siteByKey.set(key, site);
    parents.push(parent);
  }
  linkSites(
    run,
    run.sites.map((site) => [site, parents[site.index] ?? -1]),
  );
  return true;
}

function addLog(run: Run, log: ProcessLog, packed: PackedLog, columns: (name: string) => Numbers | undefined): boolean {
  log.epoch = packed.epoch;
  log.language = packed.language;
  log.parentLog = packed.parentLog;
  log.parentStep = packed.parentStep;
  log.end = packed.end;
  log.lastTime = packed.lastTime;
  for (const [id, place] of packed.modules) {
    const module = run.modules[place];
    if (module !== undefined) log.modules.set(id, module);
  }
  log.siteIndex = new Map(packed.sites);
  log.counts = new Map(packed.counts);
  log.steps.totals = new Map(packed.totals);
  log.steps.errors = new Map(packed.errors);
  log.artifacts.why = new Map(packed.why);
  log.summaries.given = new Map(packed.given.map(([id, summary]) => [id, takeSummary(summary) ?? {}]));
  log.open = new Set(packed.open);
  for (const [name, column] of columnsOf(log)) {
    const kept = columns(name);
    if (kept === undefined) return false;
    column.data = new (column.data.constructor as Int32ArrayConstructor)(kept.length);
    column.data.set(kept);
  }
  [log.steps.max, log.artifacts.max, log.refs.length, log.binds.length] = packed.sizes;
  if (packed.sizes.some((size) => !Number.isInteger(size) || size < 0 || size > MOST)) return false;
  log.records = log.steps.max + log.artifacts.max;
  addVersions(log);
  return true;
}

const MOST = 1 << 28;

function addVersions({ artifacts }: ProcessLog): void {
  for (let id = 1; id <= artifacts.max; id++) {
    const from = at(artifacts.from, id);
    if (from === 0) continue;
    const versions = artifacts.next.get(from);
    if (versions === undefined) artifacts.next.set(from, [id]);
    else versions.push(id);
  }
}

function addErrors(run: Run, facts: PackedFacts, logs: ProcessLog[]): void {
  for (const { log: place, ...rest } of facts.errors) {
    const log = logs[place];
    if (log === undefined) continue;
    const error = { log, ...rest };
    log.errors.set(error.id, error);
    run.errors.push(error);
  }
}

function addFacts(run: Run, index: number, { facts: packed }: PackedSite, logs: ProcessLog[]): void {
  const facts = run.sites[index]?.facts;
  if (packed === undefined || facts === undefined) return;
  const ref = ([place, id]: PackedRef): Ref | undefined => {
    const log = logs[place];
    return log === undefined ? undefined : { log, id };
  };
  [facts.recorded, facts.counted, facts.durationUs, facts.open] = packed.sums;
  facts.order = packed.order ?? Number.POSITIVE_INFINITY;
  facts.ended = packed.ended ?? Number.POSITIVE_INFINITY;
  facts.atLeast = packed.atLeast === true;
  facts.last = packed.last && ref(packed.last);
  facts.error = run.errors[packed.error ?? -1];
  facts.filesRead = packed.read && refsByName(packed.read, ref);
  facts.bound = packed.bound && refsByName(packed.bound, ref);
  if (packed.made === undefined) return;
  const made: NonNullable<SiteFacts['made']> = {};
  for (const [filter, count, place] of packed.made) {
    const newest = ref(place);
    if (newest !== undefined && isFilter(filter)) made[filter] = { count, newest };
  }
  facts.made = made;
}

const isFilter = (text: string): text is FilterKind => (FILTER_KINDS as readonly string[]).includes(text);

function refsByName(list: [string, PackedRef][], ref: (packed: PackedRef) => Ref | undefined): Map<string, Ref> {
  return new Map(
    list.flatMap(([name, packed]): [string, Ref][] => {
      const found = ref(packed);
      return found === undefined ? [] : [[name, found]];
    }),
  );
}
