/**
 * How data goes from site to site: what a step took in, and what reached it in other ways. Values that functions gave
 * back to the call or comprehension that ran them, rows that went into a callback, what was written into an opened file.
 */
import type { InputRef, StepRecord } from '../protocol/runLog.ts';
import { at } from './columns.ts';
import { ARTIFACT_KINDS } from './kinds.ts';
import type { ProcessLog, Run, Site } from './model.ts';
import { summaryOf } from './summaries.ts';

const EDGE_STRIDE = 2 ** 26;
export const edgeKey = (from: number, to: number): number => from * EDGE_STRIDE + to;
export const EDGE_ARTIFACTS = 8;

export function addFlow(run: Run, log: ProcessLog, artifact: number, to: number, role: string): boolean {
  const from = at(log.steps.site, at(log.artifacts.step, originOf(run, log, artifact)));
  if (to < 0) return true;
  if (from < 0) return false;
  if (from === to) return true;
  const key = edgeKey(from, to);
  let edge = run.edges.get(key);
  if (edge === undefined) {
    edge = { from, to, roles: new Set(), log, artifacts: [], count: 0 };
    run.edges.set(key, edge);
  }
  if (edge.roles.size < 12) edge.roles.add(role);
  if (edge.log !== log) {
    edge.log = log;
    edge.artifacts = [];
    edge.count = 0;
  }
  edge.artifacts[edge.count++ % EDGE_ARTIFACTS] = artifact;
  return true;
}

/** A version of the same content that a call seemed to make is none: what syntax writes is a version in any case. */
export function originOf(run: Run, log: ProcessLog, artifact: number): number {
  const { from, print, step } = log.artifacts;
  let origin = artifact;
  for (let before = at(from, origin); before > 0 && before < origin; before = at(from, origin)) {
    const isSame = at(print, origin) !== 0 && at(print, origin) === at(print, before);
    if (!isSame || run.sites[at(log.steps.site, at(step, origin))]?.op !== 'call') break;
    origin = before;
  }
  return origin;
}

const MOST_RETURNED = 32;

/** What functions gave back to the call that ran them went into what that call made: `rows.map(f)`, `groups.apply(f)`. */
export function withReturned(run: Run, log: ProcessLog, record: StepRecord): InputRef[] | undefined {
  const returned = log.returned.get(record.id);
  if (returned === undefined) return record.in;
  log.returned.delete(record.id);
  const own = new Set((record.out ?? []).map(([artifact]) => artifact));
  const makes = (record.out ?? []).some(
    ([artifact]) => at(log.artifacts.step, artifact) === record.id && originOf(run, log, artifact) === artifact,
  );
  if (!makes) return record.in;
  const more = returned.artifacts
    .filter((artifact) => !own.has(artifact))
    .map((artifact): InputRef => [artifact, 'returned']);
  return [...(record.in ?? []), ...more];
}

export function passReturned(run: Run, log: ProcessLog, record: StepRecord): void {
  const value = record.out?.find(([, role]) => role === 'value')?.[0];
  const { parent } = record;
  const caller = run.sites[at(log.steps.site, parent)];
  // Called from a comprehension, whose site is told at its end, a function's value is one of its elements.
  if (caller !== undefined && caller.kind !== 'expression' && caller.op !== 'comprehension') return;
  // The call gave a promise long ago; what it settles to still came from here.
  if (caller !== undefined && at(log.steps.duration, parent) >= 0) {
    if (value !== undefined) addFlow(run, log, value, caller.index, 'returned');
    return;
  }
  const own = run.sites[at(log.steps.site, record.id)];
  const direct = caller?.name.replace(/^(?:\.|new )|\(\)$/g, '') === own?.name;
  const known = log.returned.get(parent) ?? { artifacts: [], direct, given: new Set() };
  log.returned.set(parent, known);
  if (value !== undefined && known.artifacts.length < MOST_RETURNED) known.artifacts.push(value);
  if (own !== undefined && isGivenElements(log, record)) known.given.add(own.index);
}

/** Its arguments came from no step: they are elements of what the call or comprehension around it goes through. */
const isGivenElements = (log: ProcessLog, record: StepRecord): boolean =>
  (record.in ?? []).some(([artifact, role]) => role === 'param' && at(log.artifacts.step, artifact) === record.id);

/** `rows.map(f)`, `[f(row) for row in rows]`: the rows go into f. */
export function passGiven(run: Run, log: ProcessLog, record: StepRecord, given: Iterable<number> | undefined): void {
  for (const callee of given ?? [])
    for (const [artifact, role] of record.in ?? [])
      if (role === 'receiver' || role === 'iterable') addFlow(run, log, artifact, callee, 'item');
}

/** A comprehension's elements go into what it makes: by the last one of each expression in it. */
export function passElements(run: Run, log: ProcessLog, comprehension: Site): void {
  for (const child of comprehension.children) {
    const site = run.sites[child];
    const last = site?.facts.last;
    if (site?.kind !== 'expression' || last?.log !== log || at(log.steps.outCount, last.id) === 0) continue;
    addFlow(run, log, at(log.refs.artifact, at(log.steps.outs, last.id)), comprehension.index, 'item');
  }
}

/** `json.dump(rows, file)`, `file.write(text)`: what goes into an opened file goes to the place that opened it. */
export function passWritten(run: Run, log: ProcessLog, inputs: InputRef[]): void {
  const opened = inputs.find(([id]) => ARTIFACT_KINDS[at(log.artifacts.kind, id) - 1] === 'connection')?.[0];
  if (opened === undefined) return;
  const opening = at(log.artifacts.step, opened);
  const start = at(log.steps.outs, opening);
  for (let ref = start; ref < start + at(log.steps.outCount, opening); ref++) {
    if (summaryOf({ log, id: at(log.refs.artifact, ref) }).mode !== 'write') continue;
    for (const [id] of inputs) if (id !== opened) addFlow(run, log, id, at(log.steps.site, opening), 'value');
    return;
  }
}
