/** The rows of `interim show`: what each statement of the entry did, in source order, with called functions and loops folded. */
import { COMMAND_OUTPUT_VERSION, type ShowOutput, type ShowRow } from '../protocol/commandOutput.ts';
import type { ArtifactBrief } from '../protocol/graph.ts';
import { absentSites, holdsExpression } from './absent.ts';
import { branchHead, headText, placeOf, siteText } from './code.ts';
import { at } from './columns.ts';
import { DEFAULT_KINDS, type Placing, placeStatements } from './cut.ts';
import { sitesInside } from './insideOf.ts';
import { FILTER_KINDS } from './kinds.ts';
import type { Run, RunError, Site, SourceOf } from './model.ts';
import { problemsOf, recordNotes } from './notes.ts';
import { findArtifact } from './processLog.ts';
import { briefOf } from './run.ts';
import { iterationsOf, makeSampledField } from './sampled.ts';
import { type Calls, callsOf } from './showCalls.ts';
import { changedByLoop, madeBy } from './showMade.ts';
import { unitTimes } from './statementTime.ts';
import { turnsSoFar, underWayField } from './underWay.ts';
import { sumUnits, type UnitFacts } from './unitFacts.ts';
import { unkeptSites } from './unkept.ts';

export interface ShowOptions {
  /** Show the insides of all functions and loops. */
  unfold?: boolean;
  /** Show the insides of the functions of these names. */
  functions?: string[];
}

interface Showing {
  run: Run;
  source: SourceOf;
  units: Map<number, UnitFacts>;
  /** Microseconds by statement. */
  times: Map<number, number>;
  absent: Set<number>;
  /** Branches that ran, with nothing of it recorded. */
  unkept: Set<number>;
  sampledField: (site: Site) => { sampled?: true };
  /** Functions by the statements that called them. */
  calls: Calls['calls'];
  waits: Calls['waits'];
  /** Functions that some statement is known to have called. */
  called: Set<number>;
  isGroup: Placing['isGroup'];
  unfold: (site: Site, depth: number) => boolean;
  rows: ShowRow[];
  /** Functions whose rows are out, so that recursion ends. */
  told: Set<number>;
}

/** A story of a single `main()` call is told from the inside. */
const FEW_ROWS = 5;
const DEEPEST = 4;
const MOST_ROWS = 5000;

export function buildShow(run: Run, source: SourceOf = run.source, options: ShowOptions = {}): ShowOutput {
  const placing = placeStatements(run);
  const { calls, waits } = callsOf(run, placing);
  const showing: Showing = {
    run,
    source,
    units: sumUnits(run, placing, new Set(FILTER_KINDS)),
    times: unitTimes(run, placing),
    absent: new Set(absentSites(run).map((site) => site.index)),
    unkept: new Set(unkeptSites(run, (site) => holdsExpression(run, site)).map((site) => site.index)),
    sampledField: makeSampledField(run),
    calls,
    waits,
    called: new Set([...calls.values()].flat()),
    isGroup: placing.isGroup,
    unfold: (site) => options.unfold === true || leadsOut(site) || options.functions?.includes(site.name) === true,
    rows: [],
    told: new Set(),
  };
  const isAll = options.unfold === true;
  showAll(showing, isAll);
  const isEnough = (): boolean => showing.rows.filter((row) => isStory(run, row.made)).length >= FEW_ROWS;
  const asAsked = options.unfold === true || (options.functions?.length ?? 0) > 0;
  for (let deepest = 1; !asAsked && !isEnough() && deepest <= DEEPEST; deepest++) {
    showing.rows = [];
    showing.told.clear();
    showing.unfold = (site, depth) =>
      leadsOut(site) || (site.kind === 'function' && site.facts.recorded === 1 && depth < deepest);
    showAll(showing, isAll);
  }
  const notes = [...untoldError(run, showing.rows), ...recordNotes(run)];
  if (showing.rows.length > MOST_ROWS) notes.unshift(`Only the first ${MOST_ROWS} of ${showing.rows.length} rows.`);
  return {
    version: COMMAND_OUTPUT_VERSION,
    run: briefOf(run),
    rows: showing.rows.slice(0, MOST_ROWS),
    problems: problemsOf(run),
    notes,
  };
}

/** Where an exception went through, the way to the line that raised it is open; so is the way to where the program is or was. */
function leadsOut({ kind, facts }: Site): boolean {
  if (facts.open > 0) return true;
  if (kind !== 'function' || facts.last === undefined) return false;
  const passed = facts.last.log.steps.errors.get(facts.last.id);
  return passed !== undefined && facts.last.log.errors.get(passed.id)?.caught === false;
}

/** Data, a model, a message: not the constants and helpers around them. */
function isStory(run: Run, made: ArtifactBrief | undefined): boolean {
  const ref = made === undefined ? undefined : findArtifact(run, made.id);
  const filter = ref === undefined ? undefined : FILTER_KINDS[at(ref.log.artifacts.filter, ref.id)];
  return filter === 'files' || DEFAULT_KINDS.some((kind) => kind === filter);
}

/** The entry first; where not all is asked for, of modules that no process began with only statements of their own that made something. */
function showAll(showing: Showing, isAll: boolean): void {
  const { run } = showing;
  const modules = [...run.modules].sort((a, b) => Number(b.entry) - Number(a.entry) || a.order - b.order);
  for (const module of modules) {
    const site = run.sites[module.site];
    if (site === undefined) continue;
    const before = showing.rows.length;
    showInside(showing, site, 0);
    const rows = showing.rows.slice(before);
    if (!isAll && !module.entry && !module.started && !rows.some((row) => isStory(run, row.made)))
      showing.rows.length = before;
  }
}

function showInside(showing: Showing, parent: Site, depth: number): void {
  const { run } = showing;
  const children = parent.children.flatMap((child) => run.sites[child] ?? []);
  children.sort((a, b) => a.line - b.line || a.column - b.column);
  for (const site of children) showSite(showing, site, depth);
}

function showSite(showing: Showing, site: Site, depth: number): void {
  // An `if` or `try` that stands as a statement of its own is told by what is in it.
  if (site.kind === 'statement' && hasBranches(showing.run, site)) showInside(showing, site, depth);
  else if (site.kind === 'statement' && isTold(showing, site)) showWithHandlers(showing, site, depth);
  else if (site.kind === 'loop' && site.op !== 'comprehension') showLoop(showing, site, depth);
  else if (site.kind === 'branch') {
    if (showing.absent.has(site.index)) showing.rows.push(absentRow(showing, site, depth));
    else if (showing.unkept.has(site.index)) showing.rows.push(unkeptRow(showing, site, depth));
    else showInside(showing, site, depth);
  } else if (site.kind === 'expression') showWithHandlers(showing, site, depth);
  else if (site.kind === 'function') showEntered(showing, site, depth);
  else if (site.kind === 'class') showInside(showing, site, depth);
  else if (site.kind === 'cell') showCell(showing, site, depth);
}

/** An import is told where it failed: what it ran is told by the module's own file. */
const isTold = ({ units }: Showing, site: Site): boolean =>
  site.op !== 'import' || units.get(site.index)?.error !== undefined;

/** A notebook's cell stands above what it made; one that did nothing worth a row is left out, unless it failed. */
function showCell(showing: Showing, site: Site, depth: number): void {
  const { facts } = site;
  if (showing.absent.has(site.index)) {
    showing.rows.push({ ...absentRow(showing, site, depth), form: 'cell', code: site.name });
    return;
  }
  const head = showing.rows.length;
  const inside = (): ShowRow[] => showing.rows.slice(head);
  showInside(showing, site, depth);
  const untold = facts.error?.site === site.index ? errorOf(facts.error) : {};
  if (inside().length === 0 && untold.error === undefined) return;
  showing.rows.splice(head, 0, {
    depth,
    place: placeOf(site),
    code: site.name,
    node: site.key,
    form: 'cell',
    badges: [],
    executions: facts.recorded,
    recorded: facts.recorded,
    durationMs: facts.durationUs / 1000,
    ...untold,
  });
}

/** A function that stands in an expression and was called by what it was given to: a model's client, a server. */
function showWithHandlers(showing: Showing, site: Site, depth: number): void {
  const before = showing.rows.length;
  showUnit(showing, site, depth);
  const inside = depth + (showing.rows.length > before ? 1 : 0);
  for (const handler of functionsIn(showing, site)) showEntered(showing, handler, inside);
}

function functionsIn(showing: Showing, site: Site): Site[] {
  return site.children.flatMap((index) => {
    const child = showing.run.sites[index];
    if (child?.kind === 'expression' || child?.op === 'comprehension') return functionsIn(showing, child);
    return child?.kind === 'function' && showing.isGroup[index] === 1 ? [child] : [];
  });
}

/** A function that no statement of the pipeline called: a test runner, a server, a thread did. It is told where it stands. */
function showEntered(showing: Showing, site: Site, depth: number): void {
  const { facts } = site;
  const ran = facts.recorded + facts.open;
  if (showing.called.has(site.index) || ran === 0 || showing.told.has(site.index)) return;
  showing.told.add(site.index);
  showing.rows.push({
    depth,
    place: placeOf(site),
    code: headText(site, showing.source),
    node: site.key,
    form: 'function',
    badges: [],
    executions: Math.max(ran, facts.counted),
    recorded: facts.recorded,
    ...underWayField(showing.run, facts.open),
    durationMs: facts.durationUs / 1000,
    ...errorOf(facts.error),
  });
  showInside(showing, site, depth + 1);
}

const hasBranches = (run: Run, site: Site): boolean =>
  site.children.some((child) => run.sites[child]?.kind === 'branch');

/** A row for what ran here, then the functions that it was the first to call. */
function showUnit(showing: Showing, site: Site, depth: number): void {
  const { run, units } = showing;
  const facts = units.get(site.index);
  const what = madeBy(run, site, facts);
  const executions = Math.max(facts?.executions ?? 0, site.facts.counted);
  if (what.made === undefined && executions === 0) return;
  const called = (showing.calls.get(site.index) ?? []).flatMap((index) => run.sites[index] ?? []);
  const inside = called.reduce((sum, callee) => sum + countInside(showing, callee), 0);
  const opened = called.filter((callee) => showing.unfold(callee, depth) && !showing.told.has(callee.index));
  const open = opened.length > 0;
  const waited = showing.waits.get(site.index) ?? 0;
  // A loop's or branch's own expression is told with it, unless it made something or leads to what is to be told.
  if (site.kind === 'expression' && !open && !isStory(run, what.made)) return;
  showing.rows.push({
    depth,
    place: placeOf(site),
    code: oneLine(siteText(site, showing.source)) || site.name,
    node: site.key,
    form: 'statement',
    ...what,
    executions: Math.max(executions, 1),
    recorded: facts?.recorded ?? 0,
    ...showing.sampledField(site),
    ...underWayField(run, (facts?.open ?? 0) + (waited > 0 ? 1 : 0)),
    durationMs: Math.max(showing.times.get(site.index) ?? 0, waited) / 1000,
    ...errorOf(facts?.error ?? raisedBy(called)),
    ...(inside > 0 && !open ? { folded: inside } : {}),
  });
  for (const callee of opened) {
    if (showing.told.has(callee.index)) continue;
    showing.told.add(callee.index);
    showInside(showing, callee, depth + 1);
  }
}

function showLoop(showing: Showing, site: Site, depth: number): void {
  const { run } = showing;
  const { facts } = site;
  if (facts.recorded === 0 && facts.open === 0) return;
  const open = showing.unfold(site, depth);
  const [ended, kept] = iterationsOf(site) ?? [];
  const soFar = turnsSoFar(run, site);
  showing.rows.push({
    depth,
    place: placeOf(site),
    code: headText(site, showing.source),
    node: site.key,
    form: 'loop',
    ...changedByLoop(run, site),
    executions: (ended ?? Math.max(facts.recorded, facts.counted)) + soFar,
    recorded: kept ?? facts.recorded,
    ...(facts.open > 0 ? { atLeast: true } : {}),
    ...showing.sampledField(site),
    ...underWayField(run, facts.open),
    durationMs: (showing.times.get(site.index) ?? facts.durationUs) / 1000,
    ...errorOf(showing.units.get(site.index)?.error),
    ...(open ? {} : { folded: countInside(showing, site) }),
  });
  if (open) showInside(showing, site, depth + 1);
}

function countInside(showing: Showing, group: Site): number {
  let count = 0;
  for (const site of sitesInside(showing.run, group))
    if (site.kind === 'statement' && showing.units.has(site.index)) count++;
  return count;
}

const errorOf = (error: RunError | undefined) =>
  error === undefined ? {} : { error: { type: error.type, message: error.message, caught: error.caught } };

/** What a function was the first to carry is told by the row of its call. */
const raisedBy = (called: Site[]): RunError | undefined =>
  called.map((site) => site.facts.error).find((error) => error && called.some((site) => site.index === error.site));

/** An exception that no row carries, since it was raised by a statement of the module itself. */
function untoldError(run: Run, rows: ShowRow[]): string[] {
  if (run.state !== 'failed' || rows.some((row) => row.error?.caught === false)) return [];
  const error = run.errors.findLast((one) => !one.caught && one.type !== 'SystemExit');
  return error ? [`${error.type}: ${error.message}`] : [];
}

function absentRow(showing: Showing, site: Site, depth: number): ShowRow {
  return {
    depth,
    place: placeOf(site),
    code: branchHead(showing.run, site, showing.source),
    node: site.key,
    form: 'absent',
    badges: [],
    executions: 0,
    recorded: 0,
    durationMs: 0,
  };
}

function unkeptRow(showing: Showing, site: Site, depth: number): ShowRow {
  const { counted, atLeast } = site.facts;
  const row = { ...absentRow(showing, site, depth), form: 'branch' as const, executions: counted };
  return atLeast ? { ...row, atLeast } : row;
}

const LONGEST_ROW = 110;

function oneLine(text: string): string {
  const line = text
    .replace(/\s+/g, ' ')
    .replace(/([([{]) /g, '$1')
    .replace(/ ([)\]}])/g, '$1')
    .replace(/ \./g, '.')
    .trim();
  return line.length > LONGEST_ROW ? `${line.slice(0, LONGEST_ROW - 1)}…` : line;
}
