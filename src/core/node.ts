/** How one place of the graph looks: its label, its line of code, what it made and how that changed. */
import type { Badge, GraphNode } from '../protocol/graph.ts';
import { rowAt } from './cellPlace.ts';
import { badgesOf } from './change.ts';
import { headText, lastLink, placeOf, shortCode, shorten, siteText, textAt, withoutComments } from './code.ts';
import { at, wordAt } from './columns.ts';
import type { Drawn } from './graph.ts';
import { mainInput } from './mainInput.ts';
import type { Ref, Run, Site } from './model.ts';
import { bestName, boundBy, briefArtifact, fileName, kindOf, makerOf } from './name.ts';
import { summaryOf } from './summaries.ts';
import { endedHere } from './underWay.ts';
import { isMadeIn, type UnitFacts } from './unitFacts.ts';

export function unitNode(drawn: Drawn, facts: UnitFacts): GraphNode {
  const { run } = drawn;
  const site = siteAt(run, facts.unit);
  const header = drawn.placing.isGroup[facts.unit] === 1;
  const parent = header ? facts.unit : drawn.parentOf(facts.unit);
  const shown = facts.shown === undefined ? undefined : briefArtifact(run, facts.shown);
  const artifact = shown === undefined || header ? shown : { ...shown, shape: shapesOf(run, site) ?? shown.shape };
  // A link without a name has its code as its label.
  const isUnnamedLink = !header && site.kind === 'expression' && !isNamed(run, facts.shown);
  return {
    id: header ? `${site.key}>in` : site.key,
    form: 'step',
    label: header ? (artifact?.name ?? site.name) : labelOf(run, site, facts.shown),
    code: header ? headText(site, run.source) : isUnnamedLink ? '' : codeOf(run, site),
    place: placeOf(site),
    ...parentField(run, parent),
    kind: artifact?.kind ?? 'other',
    ...(artifact === undefined ? {} : { artifact }),
    ...columnNames(facts.shown),
    badges: [
      ...(facts.shown === undefined || header ? [] : unitBadges(drawn, facts.unit, facts.shown)),
      ...leftBadges(run, [facts]),
    ],
    ...errorField(facts),
    running: run.state === 'running' && facts.open > 0,
    executions: facts.executions,
    recorded: facts.recorded,
    ...drawn.sampledField(site),
    durationMs: header ? 0 : facts.durationUs / 1000,
    order: facts.order,
  };
}

const leftBadges = (run: Run, units: UnitFacts[]): Badge[] =>
  run.state !== 'running' && units.some(({ isInnermost }) => isInnermost) ? [endedHere(run)] : [];

const isNamed = (run: Run, shown: Ref | undefined): boolean =>
  shown !== undefined && (kindOf(shown) === 'file' || bestName(run, shown) !== undefined);

export function unitBadges(drawn: Pick<Drawn, 'run' | 'placing'>, unit: number, shown: Ref): Badge[] {
  return badgesOf(mainInput(drawn.run, shown, isMadeIn(drawn.run, drawn.placing, unit)), shown);
}

export function siteAt(run: Run, index: number): Site {
  const site = run.sites[index];
  if (site === undefined) throw new Error(`no site ${index}`);
  return site;
}

/** More columns than this are found by the search of the side pane. */
const MOST_COLUMNS = 200;

function columnNames(shown: Ref | undefined): { columns?: string[] } {
  const columns = shown === undefined ? undefined : summaryOf(shown).columns;
  return columns ? { columns: columns.slice(0, MOST_COLUMNS).map(({ name }) => name) } : {};
}

const parentField = (run: Run, group: number) => (group < 0 ? {} : { parent: siteAt(run, group).key });

const errorField = ({ error }: Pick<UnitFacts, 'error'>) =>
  error === undefined ? {} : { error: { type: error.type, message: error.message, caught: error.caught } };

/** The variable that was changed or bound, the file that was written; a link of a chain is called by its own name. */
export function labelOf(run: Run, site: Site, shown: Ref | undefined): string {
  if (shown !== undefined && kindOf(shown) === 'file') return fileName(summaryOf(shown).path) ?? site.name;
  const name = shown === undefined ? undefined : bestName(run, shown);
  if (site.kind === 'expression') return name ?? chainLabel(run, site);
  const several = shown === undefined ? [] : namesOfExecutions(run, site, shown);
  if (several.length > 1) return shorten(several.join(', '), 36);
  const bound = site.facts.bound;
  const isPlain = /^[\p{L}_$][\w$., ]*$/u.test(site.name);
  // Several names at once: the statement's own text of them says more than one of them.
  if (bound !== undefined && bound.size > 1 && isPlain && site.op === 'assign') return shorten(site.name, 36);
  if (name !== undefined) return shorten(name, 36);
  // A function's result that nobody named goes by the function; what a statement made by the way by its own site.
  if (site.op === 'return') return returnLabel(run, site);
  const telling = tellingSite(run, site, shown);
  const text = telling === site ? '' : shortCode(siteText(telling, run.source));
  return text !== '' && text.length <= 30 ? text : shorten(telling.name, 36);
}

const MOST_SHAPES = 4;

/** `train, valid = split(…)`: the shape of each. */
function shapesOf(run: Run, site: Site): string | undefined {
  if (site.op !== 'assign' || (site.facts.bound?.size ?? 0) < 2) return undefined;
  const shapes = boundBy(site).map(({ ref }) => briefArtifact(run, ref).shape);
  const told = new Set(shapes).size > 1 && !shapes.includes('');
  return told && shapes.length <= MOST_SHAPES ? shapes.join(', ') : undefined;
}

/** A metric inside of `print(…)` is told by the expression that made it. */
function tellingSite(run: Run, site: Site, shown: Ref | undefined): Site {
  if (shown === undefined || site.op !== 'expr' || bestName(run, shown) !== undefined) return site;
  const maker = kindOf(shown) === 'file' ? undefined : makerOf(run, shown);
  return maker === undefined || maker.parent === site.index ? site : maker;
}

/** A place that ran several times may have made what the program calls by several names. */
function namesOfExecutions(run: Run, site: Site, shown: Ref): string[] {
  const maker = makerOf(run, shown);
  if (maker === undefined || maker.facts.recorded < 2 || site.kind !== 'statement') return [];
  const { log } = shown;
  const names: string[] = [];
  let step = at(log.artifacts.step, shown.id);
  for (let n = 0; step > 0 && n < 12; n++) {
    const id = at(log.steps.outCount, step) > 0 ? at(log.refs.artifact, at(log.steps.outs, step)) : 0;
    const name = id > 0 ? bestName(run, { log, id }) : undefined;
    if (name !== undefined && !names.includes(name)) names.unshift(name);
    step = at(log.steps.previous, step);
  }
  return names;
}

export function returnLabel(run: Run, site: Site): string {
  let up = run.sites[site.parent];
  while (up !== undefined && up.kind !== 'function') up = run.sites[up.parent];
  return up === undefined ? site.name : shorten(`${functionName(run.sites[up.parent], up)}()`, 36);
}

/** `…dropna(subset=["age"])` */
const chainLabel = (run: Run, site: Site): string => `…${lastLink(codeOf(run, site)).replace(/^\./, '')}`;

/** A chain's link shows only itself: what comes after the link before it. */
export function codeOf(run: Run, site: Site): string {
  const { source } = run;
  const main = mainExpression(run, site);
  const inner = main === undefined ? undefined : receiverLink(run, main);
  const ownLine = inner !== undefined && inner.endLine < (main?.endLine ?? 0);
  if (main !== undefined && inner !== undefined && ownLine) {
    const range = { line: inner.endLine, column: inner.endColumn, endLine: main.endLine, endColumn: main.endColumn };
    const text = withoutComments(textAt(source, site.module.hash, range)).replace(/^[\s)]+/, '');
    if (text.startsWith('.') || text.startsWith('[')) return shortCode(text);
  }
  return shortCode(siteText(site, source)) || site.name;
}

function mainExpression(run: Run, site: Site): Site | undefined {
  if (site.kind === 'expression') return site;
  let main = site.children.map((child) => run.sites[child]).find((child) => child?.kind === 'expression');
  while (main?.op === 'await') main = run.sites[main.children[0] ?? -1];
  return main;
}

function receiverLink(run: Run, main: Site): Site | undefined {
  return main.children
    .map((child) => run.sites[child])
    .find((child) => child?.op === 'call' && child.line === main.line && child.column === main.column);
}

export function groupNode(drawn: Drawn, group: number): GraphNode {
  const { run } = drawn;
  const site = siteAt(run, group);
  const { facts } = site;
  return {
    id: site.key,
    form: 'group',
    label: groupLabel(run, site),
    code: site.kind === 'module' ? site.module.file : headText(site, run.source),
    place: placeOf(site),
    ...parentField(run, drawn.parentOf(group)),
    open: true,
    inside: 1,
    kind: 'other',
    badges: [],
    ...errorField(facts.error?.caught === false ? facts : { error: undefined }),
    running: run.state === 'running' && facts.open > 0,
    executions: Math.max(facts.recorded, facts.counted),
    recorded: facts.recorded,
    ...drawn.sampledField(site),
    durationMs: facts.durationUs / 1000,
    // Set to stand before what is inside.
    order: Number.MAX_SAFE_INTEGER,
  };
}

export function shutNode(drawn: Drawn, group: number, inside: UnitFacts[]): GraphNode {
  const { run } = drawn;
  const site = siteAt(run, group);
  const shown = groupOutput(run, site, inside);
  const artifact = shown === undefined ? undefined : briefArtifact(run, shown);
  const isInside = (ref: Ref): boolean => {
    const maker = at(ref.log.steps.site, at(ref.log.artifacts.step, ref.id));
    for (let up = run.sites[maker]; up !== undefined; up = run.sites[up.parent]) if (up.index === group) return true;
    return false;
  };
  const error = inside.map((facts) => facts.error).find((found) => found !== undefined && !found.caught);
  return {
    ...groupNode(drawn, group),
    open: false,
    inside: inside.length,
    kind: artifact?.kind ?? 'other',
    ...(artifact === undefined ? {} : { artifact }),
    badges: [
      ...(shown === undefined ? [] : badgesOf(mainInput(run, shown, isInside), shown)),
      ...leftBadges(run, inside),
    ],
    ...errorField({ error }),
    order: Math.min(...inside.map((facts) => facts.order)),
  };
}

/** What a shut group gives: the function's own output where that is of a shown kind, else the last thing made inside. */
function groupOutput(run: Run, site: Site, inside: UnitFacts[]): Ref | undefined {
  const candidates = inside.flatMap((facts) => facts.shown ?? []);
  const last = site.facts.last;
  if (last !== undefined) {
    const start = at(last.log.steps.outs, last.id);
    for (let ref = start; ref < start + at(last.log.steps.outCount, last.id); ref++) {
      const id = at(last.log.refs.artifact, ref);
      const known = wordAt(run.words, at(last.log.refs.role, ref)) === 'value';
      if (known && candidates.some((other) => kindOf(other) === kindOf({ log: last.log, id })))
        return { log: last.log, id };
    }
  }
  return candidates.reduce<Ref | undefined>(
    (newest, ref) => (newest === undefined || ref.id > newest.id ? ref : newest),
    undefined,
  );
}

/** `clean_customers(raw)`, `Model.fit(X, y)`, `for month, group`, `features.py`, `In [3] Clean the data`. */
export function groupLabel(run: Run, site: Site): string {
  if (site.kind === 'cell')
    return shorten(`In [${rowAt(site.module.cells, site.line)?.number ?? ' '}] ${site.name}`, 48);
  if (site.kind !== 'function') return shorten(site.name, 48);
  const owner = run.sites[site.parent];
  const name = owner?.kind === 'class' ? `${owner.name}.${site.name}` : functionName(owner, site);
  return shorten(`${name}(${parameters(run, site).join(', ')})`, 48);
}

/** An anonymous function that is given a name by its statement goes by that. */
function functionName(owner: Site | undefined, site: Site): string {
  if (site.op !== 'lambda') return site.name;
  if (owner?.op === 'assign') return owner.name;
  // A callback goes by what it was given to.
  return owner?.op === 'call' ? owner.name.replace(/\(\)$/, '') : site.name;
}

function parameters(run: Run, site: Site): string[] {
  const last = site.facts.last;
  if (last === undefined) return [];
  const { log, id } = last;
  const names: string[] = [];
  const start = at(log.steps.ins, id);
  for (let ref = start; ref < start + at(log.steps.inCount, id); ref++) {
    const name = wordAt(run.words, at(log.refs.name, ref));
    if (wordAt(run.words, at(log.refs.role, ref)) === 'param' && name !== '' && name !== 'self') names.push(name);
  }
  return names.length > 4 ? [...names.slice(0, 3), '…'] : names;
}

export function fileNode(drawn: Drawn, path: string, ref: Ref, site: Site): GraphNode {
  const artifact = briefArtifact(drawn.run, ref);
  return {
    id: `file:${path}`,
    form: 'file',
    label: fileName(path) ?? path,
    code: path,
    place: placeOf(site),
    kind: 'file',
    artifact,
    badges: [],
    running: false,
    executions: 1,
    recorded: 1,
    durationMs: 0,
    order: Number.MAX_SAFE_INTEGER,
  };
}
