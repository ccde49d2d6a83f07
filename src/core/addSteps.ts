/**
 * Steps, artifacts and binds as they come in, and what they add up to at their sites: counts, newest artifacts by chip,
 * and the flow of data from site to site.
 */
import type { ArtifactKind } from '../protocol/artifact.ts';
import type { FilterKind } from '../protocol/graph.ts';
import type { BindRecord, EnterRecord, InputRef, OutputRef, StepRecord } from '../protocol/runLog.ts';
import { addError } from './addErrors.ts';
import { at, codeOf, printOf, put, wordAt } from './columns.ts';
import { addFlow, originOf, passElements, passGiven, passReturned, passWritten, withReturned } from './dataFlow.ts';
import { ARTIFACT_KINDS, DETAILS, FILTER_KINDS, filterOfKind, isData, isNumber, isWords } from './kinds.ts';
import type { KnownArtifact, ProcessLog, Run, Site } from './model.ts';
import { placeSummary, summaryOf } from './summaries.ts';
import { isVersionOf } from './versions.ts';

const OTHER = ARTIFACT_KINDS.indexOf('other');

/**
 * Ids count from 1 and index columns: one far beyond what so many records could have counted to is damaged, and must not
 * make the columns huge.
 */
const SLACK = 100_000;
const EACH = 8;
const isId = (log: ProcessLog, id: number): boolean =>
  Number.isInteger(id) && id > 0 && id <= SLACK + log.records * EACH;

export function addArtifact(run: Run, log: ProcessLog, record: KnownArtifact): void {
  const { artifacts } = log;
  const { id } = record;
  if (!isId(log, id)) return;
  placeSummary(log.summaries, id, record.sum);
  // Told again: a file that was written through a handle, when that was closed.
  if (at(artifacts.kind, id) !== 0) return;
  run.artifactCount++;
  const known = ARTIFACT_KINDS.indexOf(record.kind);
  const kind = ARTIFACT_KINDS[known < 0 ? OTHER : known] ?? 'other';
  const filter = filterOfKind(kind, kind === 'lazy' ? summaryOf({ log, id }) : {});
  put(artifacts.kind, id, ARTIFACT_KINDS.indexOf(kind) + 1);
  put(artifacts.step, id, record.step);
  put(artifacts.from, id, record.from ?? 0);
  put(artifacts.version, id, record.ver);
  put(artifacts.type, id, codeOf(run.words, record.type));
  put(artifacts.lib, id, codeOf(run.words, record.lib));
  put(artifacts.detail, id, Math.max(0, DETAILS.indexOf(record.detail)));
  put(artifacts.filter, id, FILTER_KINDS.indexOf(filter));
  if (isData(kind)) put(artifacts.ofData, id, 1);
  if (record.pv !== undefined) {
    put(artifacts.previewAt, id, record.pv[0]);
    put(artifacts.previewLength, id, record.pv[1]);
  }
  if (record.fp !== undefined) put(artifacts.print, id, printOf(record.fp));
  if (record.why !== undefined) artifacts.why.set(id, record.why);
  if (record.from !== undefined) {
    const versions = artifacts.next.get(record.from);
    if (versions === undefined) artifacts.next.set(record.from, [id]);
    else versions.push(id);
  }
  artifacts.max = Math.max(artifacts.max, id);
  run.artifactsByFilter[filter]++;
  run.artifactsByKind[kind] = (run.artifactsByKind[kind] ?? 0) + 1;
  run.artifactsByDetail[record.detail] = (run.artifactsByDetail[record.detail] ?? 0) + 1;
}

export function addEnter(run: Run, log: ProcessLog, record: EnterRecord): void {
  if (!isId(log, record.id)) return;
  beginStep(run, log, record);
  if (record.inherited) return;
  log.open.add(record.id);
  const site = run.sites[at(log.steps.site, record.id)];
  if (site !== undefined) site.facts.open++;
}

function beginStep(run: Run, log: ProcessLog, record: EnterRecord | StepRecord): void {
  const { steps } = log;
  const { id } = record;
  const index = log.siteIndex.get(record.site) ?? -1;
  put(steps.site, id, index);
  put(steps.parent, id, record.parent);
  if (record.it !== undefined) put(steps.iteration, id, record.it);
  put(steps.start, id, record.t);
  steps.max = Math.max(steps.max, id);
  log.lastTime = Math.max(log.lastTime, record.t);
  const facts = run.sites[index]?.facts;
  if (facts !== undefined) facts.order = Math.min(facts.order, orderOf(run, log, id, record.t));
}

/** Steps of the main process are ordered by id; a child's stand after the main step that began before them. */
function orderOf(run: Run, log: ProcessLog, id: number, t: number): number {
  const main = run.logs.get('0');
  if (log === main || main === undefined) return id;
  const time = log.epoch * 1000 + t - main.epoch * 1000;
  let low = 0;
  let high = main.steps.max;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (at(main.steps.start, middle) <= time) low = middle;
    else high = middle - 1;
  }
  return low + Math.min(0.999, id / 1e7);
}

export function addStep(run: Run, log: ProcessLog, record: StepRecord): void {
  const { steps } = log;
  const { id } = record;
  if (!isId(log, id)) return;
  const wasOpen = log.open.delete(id);
  if (at(steps.duration, id) >= 0) return;
  beginStep(run, log, record);
  put(steps.duration, id, Math.max(0, record.d));
  if (record.n !== undefined) steps.totals.set(id, [record.n, record.rec ?? record.n]);
  log.lastTime = Math.max(log.lastTime, record.t + record.d);
  run.stepCount++;
  const site = run.sites[at(steps.site, id)];
  if (site !== undefined) {
    const { facts } = site;
    if (wasOpen) facts.open--;
    if (facts.recorded++ === 0) facts.ended = run.sitesEnded++;
    facts.durationUs += record.d;
    if (facts.last?.log === log) put(steps.previous, id, facts.last.id);
    facts.last = { log, id };
  }
  const returned = log.returned.get(id);
  const data = addInputs(run, log, id, withReturned(run, log, record), returned?.direct === true);
  if (site?.kind === 'function') passReturned(run, log, record);
  if (site?.op === 'comprehension') passElements(run, log, site);
  passGiven(run, log, record, returned?.given);
  // A file that was written in a function is seen by the call of it as well, and told inside.
  const outer = returned?.direct === true || site?.kind === 'function';
  addOutputs(run, log, id, site, record.out, data, outer);
  if (record.err !== undefined) addError(run, log, id, site, record.err);
}

interface InputFacts {
  /** Data, or a sequence made out of data, went in; or only numbers that were. */
  data: boolean;
  ofData: boolean;
  /** Data itself. */
  direct: boolean;
  /** Lengths of the data that went in: a number that repeats one tells nothing new. */
  lengths: number[];
  messages: boolean;
}

/** A call of a traced function only passes its arguments on: what became of them is told inside of it. */
function addInputs(
  run: Run,
  log: ProcessLog,
  step: number,
  inputs: InputRef[] | undefined,
  passesOn: boolean,
): InputFacts {
  const facts: InputFacts = { data: false, ofData: false, direct: false, lengths: [], messages: false };
  if (!Array.isArray(inputs)) return facts;
  const { refs, artifacts, steps } = log;
  put(steps.ins, step, refs.length);
  let count = 0;
  for (const [artifact, role, name] of inputs) {
    if (!isId(log, artifact)) continue;
    const index = pushRef(run, log, step, artifact, role, name);
    put(refs.next, index, at(artifacts.used, artifact));
    put(artifacts.used, artifact, index);
    count++;
    const kind = ARTIFACT_KINDS[at(artifacts.kind, artifact) - 1];
    if (at(artifacts.ofData, artifact) === 1) {
      facts.ofData = true;
      if (kind !== undefined && isData(kind)) facts.direct = true;
      if (kind !== 'scalar') facts.data = true;
    }
    if (kind !== undefined && kind !== 'scalar') addLengths(facts.lengths, summaryOf({ log, id: artifact }).shape);
    if (role === 'file' && at(artifacts.step, artifact) === step) noteFileRead(run, log, artifact, step);
    if (FILTER_KINDS[at(artifacts.filter, artifact)] === 'messages') facts.messages = true;
    if (passesOn && role !== 'returned') continue;
    if (!addEdge(run, log, index)) log.waiting.push(index);
  }
  put(steps.inCount, step, count);
  if (inputs.length > 1) passWritten(run, log, inputs);
  return facts;
}

const MOST_LENGTHS = 64;

function addLengths(lengths: number[], shape: readonly number[] = []): void {
  for (let axis = 0; axis < shape.length && lengths.length < MOST_LENGTHS; axis++) lengths.push(shape[axis] ?? 0);
}

function noteFileRead(run: Run, log: ProcessLog, artifact: number, step: number): void {
  const facts = run.sites[at(log.steps.site, step)]?.facts;
  const file = summaryOf({ log, id: artifact }).path;
  if (facts === undefined || typeof file !== 'string') return;
  facts.filesRead ??= new Map();
  if (facts.filesRead.size < 100 || facts.filesRead.has(file)) facts.filesRead.set(file, { log, id: artifact });
}

function pushRef(run: Run, log: ProcessLog, step: number, artifact: number, role: string, name?: string): number {
  const { refs } = log;
  const index = refs.length++;
  put(refs.artifact, index, artifact);
  put(refs.role, index, codeOf(run.words, role));
  put(refs.name, index, codeOf(run.words, name));
  put(refs.step, index, step);
  return index;
}

/** False where the artifact's maker is not known yet. */
function addEdge(run: Run, log: ProcessLog, ref: number): boolean {
  const { refs, steps } = log;
  const to = at(steps.site, at(refs.step, ref));
  return addFlow(run, log, at(refs.artifact, ref), to, wordAt(run.words, at(refs.role, ref)));
}

/** Tries again the inputs whose maker came later than its use: loop items, parameters of open functions. */
export function settleWaiting(run: Run, log: ProcessLog): void {
  if (log.waiting.length === 0) return;
  const waiting = log.waiting.filter((ref) => !addEdge(run, log, ref));
  log.waiting = waiting.length > 100_000 ? [] : waiting;
}

function addOutputs(
  run: Run,
  log: ProcessLog,
  step: number,
  site: Site | undefined,
  outputs: OutputRef[] | undefined,
  inputs: InputFacts,
  outer: boolean,
): void {
  if (!Array.isArray(outputs)) return;
  const { refs, artifacts, steps } = log;
  put(steps.outs, step, refs.length);
  let count = 0;
  let makesMessage = false;
  let first: ArtifactKind | undefined;
  for (const [artifact, role] of outputs) {
    if (!isId(log, artifact)) continue;
    pushRef(run, log, step, artifact, role);
    count++;
    const made = at(artifacts.step, artifact) === step;
    if (!made || site === undefined) continue;
    const kind = ARTIFACT_KINDS[at(artifacts.kind, artifact) - 1] ?? 'other';
    if (isBeside(role, kind, first)) continue;
    first ??= kind;
    if (kind === 'message' || kind === 'response') makesMessage = true;
    else if (inputs.messages && isWords(kind, summaryOf({ log, id: artifact })))
      changeFilter(run, log, artifact, 'messages');
    else if (inputs.ofData) noteReduced(run, log, site, artifact, role, inputs);
    // What a function returns was made inside of it, or is the caller's.
    if (outer && (role === 'file' || site.kind === 'function') && role !== 'item' && role !== 'param') continue;
    if (originOf(run, log, artifact) !== artifact) continue;
    noteMade(site, log, artifact, step, count === 1);
  }
  put(steps.outCount, step, count);
  if (makesMessage) adoptPrompts(run, log, step);
}

/** A fitted pipeline is what `fit` made: not the estimators inside it, nor the lists and tuples that hold those. */
function isBeside(role: string, kind: ArtifactKind, first: ArtifactKind | undefined): boolean {
  const isPlain = (one: ArtifactKind): boolean => one === 'collection' || one === 'record';
  if (first === undefined) return false;
  return role === 'member' || (role === 'holder' && isPlain(kind) && !isPlain(first));
}

/** Numbers taken from data, and sequences on the way to one: `sum(row["n"] for row in rows)`, `right / total`. */
function noteReduced(run: Run, log: ProcessLog, site: Site, artifact: number, role: string, inputs: InputFacts): void {
  const kind = ARTIFACT_KINDS[at(log.artifacts.kind, artifact) - 1] ?? 'other';
  if (role === 'item') return;
  if (inputs.data && (kind === 'lazy' || kind === 'collection')) put(log.artifacts.ofData, artifact, 1);
  if (kind !== 'scalar') return;
  const summary = summaryOf({ log, id: artifact });
  if (!isNumber(summary)) return;
  put(log.artifacts.ofData, artifact, 1);
  const repeats = typeof summary.value === 'number' && inputs.lengths.includes(summary.value);
  if (!repeats && isReported(run, site, inputs.direct)) changeFilter(run, log, artifact, 'metrics');
}

/** A number is a metric where it gets a name; straight out of data also where it goes into a call, a literal or a text. */
function isReported(run: Run, site: Site, direct: boolean): boolean {
  if (site.op === 'unary') return false;
  const parent = run.sites[site.parent];
  if (parent === undefined) return false;
  if (parent.kind === 'statement' && (parent.op === 'assign' || parent.op === 'augassign')) return true;
  if (!direct) return false;
  if (parent.kind === 'statement') return parent.op === 'return';
  return parent.op === 'call' || parent.op === 'display' || parent.op === 'template' || parent.op === 'setitem';
}

function changeFilter(run: Run, log: ProcessLog, artifact: number, filter: FilterKind): void {
  const before = FILTER_KINDS[at(log.artifacts.filter, artifact)] ?? 'other';
  if (before === filter) return;
  run.artifactsByFilter[before]--;
  run.artifactsByFilter[filter]++;
  put(log.artifacts.filter, artifact, FILTER_KINDS.indexOf(filter));
}

/** The newest step's first artifact of each chip stands for the site, in the newest version that the step gave it. */
function noteMade(site: Site, log: ProcessLog, artifact: number, step: number, first: boolean): void {
  const filter = FILTER_KINDS[at(log.artifacts.filter, artifact)] ?? 'other';
  const made = site.facts.made ?? {};
  site.facts.made = made;
  const known = made[filter];
  if (known === undefined) {
    made[filter] = { count: 1, newest: { log, id: artifact } };
    return;
  }
  known.count++;
  const sameStep = !first && known.newest.log === log && at(log.artifacts.step, known.newest.id) === step;
  if (!sameStep || isVersionOf(log, artifact, known.newest.id)) known.newest = { log, id: artifact };
}

/** Text that was made into a message is part of the conversation's story. */
function adoptPrompts(run: Run, log: ProcessLog, step: number): void {
  const start = at(log.steps.ins, step);
  for (let ref = start; ref < start + at(log.steps.inCount, step); ref++) {
    const artifact = at(log.refs.artifact, ref);
    const kind = ARTIFACT_KINDS[at(log.artifacts.kind, artifact) - 1] ?? 'other';
    if (!isWords(kind, summaryOf({ log, id: artifact }))) continue;
    const maker = run.sites[at(log.steps.site, at(log.artifacts.step, artifact))];
    const madeBy = maker?.op === 'template' || maker?.op === 'call' || maker?.op === 'binary';
    if (maker === undefined || !madeBy) continue;
    changeFilter(run, log, artifact, 'messages');
    noteMade(maker, log, artifact, at(log.artifacts.step, artifact), true);
  }
}

export function addBind(run: Run, log: ProcessLog, record: BindRecord): void {
  if (!isId(log, record.a)) return;
  const { binds, artifacts } = log;
  const index = binds.length++;
  const siteIndex = log.siteIndex.get(record.site) ?? -1;
  put(binds.artifact, index, record.a);
  put(binds.name, index, codeOf(run.words, record.name));
  put(binds.site, index, siteIndex);
  put(binds.frame, index, record.frame);
  put(binds.next, index, at(artifacts.bind, record.a));
  put(artifacts.bind, record.a, index);
  const site = run.sites[siteIndex];
  if (site === undefined) return;
  site.facts.bound ??= new Map();
  if (site.facts.bound.size < 200 || site.facts.bound.has(record.name))
    site.facts.bound.set(record.name, { log, id: record.a });
}
