/**
 * Where a cut goes through the site tree: which unit (drawn place) every site belongs to, and which groups a unit lies
 * in, open or shut. A unit is a statement, or one link of a chain that is written a link a line.
 */
import type { Cut, FilterKind } from '../protocol/graph.ts';
import { siteText, textAfter } from './code.ts';
import type { Run, Site } from './model.ts';

export const DEFAULT_KINDS: readonly FilterKind[] = ['tables', 'models', 'metrics', 'messages'];

/** Enough tables, models or messages to tell a story without the collections around them. */
const STORY = 3;

/**
 * Collections are shown where there is little else: pipelines over plain records must not look empty. Files that were
 * read, single values and unknown objects are left out at first; what was written is the end of the story and stays.
 */
export function defaultCut(run?: Run): Cut {
  const kinds = [...DEFAULT_KINDS];
  if (run !== undefined && run.artifactsByFilter.collections > 0 && storyPlaces(run) < STORY) kinds.push('collections');
  return { level: 'statement', opened: [], shut: [], kinds };
}

function storyPlaces(run: Run): number {
  const statements = new Set<number>();
  for (const site of run.sites) {
    const { made } = site.facts;
    if (made?.tables === undefined && made?.models === undefined && made?.messages === undefined) continue;
    statements.add(statementOf(run, site));
  }
  return statements.size;
}

/** The statement around an expression, or the site itself. */
export function statementOf(run: Run, site: Site): number {
  let up: Site | undefined = site;
  while (up !== undefined && up.kind === 'expression') up = run.sites[up.parent];
  return up?.kind === 'statement' ? up.index : site.index;
}

export interface Placing {
  /** Unit of each site by index, -1 where it belongs to none (modules, branches). */
  unit: Int32Array;
  /** Innermost group around each site, -1 none. A group lies in the group that is noted at its own index. */
  group: Int32Array;
  isGroup: Uint8Array;
}

/** What is a unit: each expression; statements and the links of chains that are written a link a line; whole statements. */
type Grain = 'expression' | 'link' | 'statement';

const placings = new WeakMap<Run, { sites: number; byGrain: Map<Grain, Placing> }>();

/** Kept while no new module loads: it depends on the text alone. */
function placed(run: Run, grain: Grain): Placing {
  let known = placings.get(run);
  if (known === undefined || known.sites !== run.sites.length) {
    known = { sites: run.sites.length, byGrain: new Map() };
    placings.set(run, known);
  }
  const placing = known.byGrain.get(grain) ?? placeAll(run, grain);
  known.byGrain.set(grain, placing);
  return placing;
}

export const placeUnits = (run: Run, expressions: boolean): Placing => placed(run, expressions ? 'expression' : 'link');

export const placeStatements = (run: Run): Placing => placed(run, 'statement');

function placeAll(run: Run, grain: Grain): Placing {
  const expressions = grain === 'expression';
  const size = run.sites.length;
  const placing: Placing = {
    unit: new Int32Array(size).fill(-1),
    group: new Int32Array(size).fill(-1),
    isGroup: new Uint8Array(size),
  };
  const links = new Set<number>();
  // Each entry: site, unit around it, group around it.
  const stack: [number, number, number][] = run.sites
    .filter((site) => site.parent < 0)
    .map((site) => [site.index, -1, -1]);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const site = run.sites[next[0]];
    if (site === undefined) continue;
    let [, unit, group] = next;
    const { index } = site;
    placing.group[index] = group;
    let outside = group;
    if (makesGroup(run, site, unit, expressions)) {
      placing.isGroup[index] = 1;
      placing.unit[index] = index;
      unit = -1;
      outside = group;
      group = index;
    } else if (site.kind === 'statement') {
      if (unit < 0 || !isArrowBody(run, run.sites[site.parent])) unit = index;
      placing.unit[index] = unit;
      if (grain !== 'statement') for (const link of chainLinks(run, site)) links.add(link);
    } else if (site.kind === 'expression') {
      if (unit < 0 || links.has(index) || expressions) unit = index;
      placing.unit[index] = unit;
    } else placing.unit[index] = unit >= 0 || site.kind === 'branch' ? unit : index;
    for (const child of site.children) {
      const header = placing.isGroup[index] === 1 && site.kind !== 'module' && isHeader(run, site, child);
      stack.push([child, unit, header ? outside : group]);
    }
  }
  return placing;
}

/** Modules, cells, functions with statements or a name, and loops over statements. What is all inside one statement is part of that. */
function makesGroup(run: Run, site: Site, unit: number, expressions: boolean): boolean {
  if (site.kind === 'module' || site.kind === 'cell') return true;
  if (site.kind === 'loop') return site.op !== 'comprehension' || expressions;
  if (site.kind !== 'function') return false;
  if (unit < 0 || site.op !== 'lambda' || expressions) return true;
  return holdsStatement(run, site) || run.sites[site.parent]?.kind === 'statement';
}

export function holdsStatement(run: Run, site: Site): boolean {
  if (isArrowBody(run, site)) return false;
  return site.children.some((child) => {
    const kind = run.sites[child]?.kind;
    return kind === 'statement' || kind === 'loop' || kind === 'branch';
  });
}

/** `(row) => row.total`: the one statement in it is its value: it ends where the function ends, and has no word before it. */
function isArrowBody(run: Run, site: Site | undefined): boolean {
  if (site?.kind !== 'function') return false;
  const statements = site.children
    .flatMap((child) => run.sites[child] ?? [])
    .filter((child) => child.kind !== 'expression');
  const [only] = statements;
  return (
    statements.length === 1 &&
    only?.op === 'return' &&
    only.endLine === site.endLine &&
    only.endColumn === site.endColumn &&
    (site.op === 'lambda' || (site.op === 'function' && isBareValue(run, only)))
  );
}

function isBareValue(run: Run, statement: Site): boolean {
  const text = siteText(statement, run.source);
  return text !== '' && !/^return\b/.test(text);
}

/** What a loop iterates over, a function's defaults and decorators: evaluated outside of it. */
function isHeader(run: Run, site: Site, child: number): boolean {
  if (run.sites[child]?.kind !== 'expression' || site.op === 'lambda') return false;
  return site.kind === 'loop' ? site.op !== 'comprehension' : site.kind === 'function' && holdsStatement(run, site);
}

const NEXT_LINK = /^[\s)]*?(?:(?:#|\/\/)[^\n]*)?\n\s*\)?\s*\??\./;

/** Links of a statement's main chain that stand on lines of their own, without the last one, which is the statement. */
function chainLinks(run: Run, statement: Site): number[] {
  let current = statement.children.map((child) => run.sites[child]).find((site) => site?.kind === 'expression');
  while (current?.op === 'await') current = run.sites[current.children[0] ?? -1];
  const links: number[] = [];
  for (let outer = current; outer !== undefined; ) {
    const from: Site = outer;
    const inner: Site | undefined = from.children
      .map((child) => run.sites[child])
      .find((site) => site?.line === from.line && site.column === from.column && site.kind === 'expression');
    if (inner === undefined) break;
    if (inner.op === 'call' && inner.endLine < from.endLine && startsLine(run, inner)) links.push(inner.index);
    outer = inner;
  }
  return links;
}

function startsLine(run: Run, link: Site): boolean {
  const after = textAfter(link, run.source);
  return after === '' ? siteText(link, run.source) === '' : NEXT_LINK.test(after);
}

/** Whether a group is drawn open at this cut. Modules are groups only at module level or when asked for. */
export function isOpen(site: Site, cut: Cut, opened: ReadonlySet<string>, shut: ReadonlySet<string>): boolean {
  if (shut.has(site.key)) return false;
  if (opened.has(site.key)) return true;
  switch (cut.level) {
    case 'module':
      return false;
    case 'function':
      return site.kind === 'module';
    case 'loop':
      return site.kind !== 'loop';
    default:
      return true;
  }
}
