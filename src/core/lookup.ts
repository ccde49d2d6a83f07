/** From a position in source to the artifact and the node it stands for: hovers, and the editor's selection. */
import type { Cut, Place } from '../protocol/graph.ts';
import { placeOf, textAt } from './code.ts';
import { at, wordAt } from './columns.ts';
import { nodeKey } from './detail.ts';
import { drawUnder } from './graph.ts';
import type { Module, Ref, Run, Site } from './model.ts';
import { artifactName } from './processLog.ts';

export interface Found {
  artifact: string;
  place: Place;
  node: string;
}

/** Lines from 1, columns from 0 in UTF-16 units. Of several executions, the last. */
export function artifactAt(run: Run, path: string, line: number, column: number): Found | undefined {
  const module = moduleAt(run, path);
  const site = module === undefined ? undefined : innermost(run, module, line, column);
  if (module === undefined || site === undefined) return undefined;
  const variable = variableAt(run, module, line, column);
  if (variable !== undefined) {
    const ref = variableVersion(run, site, variable.name);
    if (ref !== undefined) return { ...found(run, site, ref), place: { ...placeOf(site), ...variable.range } };
  }
  for (let up: Site | undefined = site; up !== undefined; up = run.sites[up.parent]) {
    if (up.kind !== 'expression' && up.kind !== 'statement') break;
    const ref = madeAt(up);
    if (ref !== undefined) return found(run, up, ref);
  }
  return undefined;
}

/** The visible place of the innermost site around a position. */
export function nodeAt(run: Run, cut: Cut, path: string, line: number, column: number): string | undefined {
  const module = moduleAt(run, path);
  if (module === undefined) return undefined;
  const site = innermost(run, module, line, column) ?? firstOnLine(run, module, line);
  const { drawn } = drawUnder(run, cut);
  for (let up: Site | undefined = site; up !== undefined; up = run.sites[up.parent]) {
    const unit = drawn.placing.unit[up.index] ?? -1;
    const place = unit < 0 ? -1 : drawn.visible(unit);
    const shown = run.sites[place];
    if (shown === undefined) continue;
    if (up.kind === 'function' || up.kind === 'loop' || up.kind === 'cell' || up.kind === 'module') {
      if (place !== up.index || drawn.isShut(place)) return shown.key;
      return up.key;
    }
    return shown.key;
  }
  return undefined;
}

/** Newest first: a file that changed and was loaded again is shown as it last ran. */
function moduleAt(run: Run, path: string): Module | undefined {
  const wanted = normalise(path);
  return run.modules.findLast((module) => normalise(module.path) === wanted || normalise(module.file) === wanted);
}

const normalise = (path: string): string => {
  const slashes = path.replaceAll('\\', '/');
  return /^[A-Za-z]:\//.test(slashes) ? slashes.toLowerCase() : slashes;
};

function covers(site: Site, line: number, column: number): boolean {
  const afterStart = line > site.line || (line === site.line && column >= site.column);
  const beforeEnd = line < site.endLine || (line === site.endLine && column <= site.endColumn);
  return afterStart && beforeEnd;
}

function innermost(run: Run, module: Module, line: number, column: number): Site | undefined {
  let site = run.sites[module.site];
  let last: Site | undefined;
  while (site !== undefined) {
    last = site;
    site = site.children
      .flatMap((child) => run.sites[child] ?? [])
      .filter((child) => covers(child, line, column))
      .sort((a, b) => sizeOf(a) - sizeOf(b))[0];
  }
  return last;
}

const sizeOf = (site: Site): number => (site.endLine - site.line) * 10_000 + site.endColumn - site.column;

function firstOnLine(run: Run, module: Module, line: number): Site | undefined {
  return run.sites.find((site) => site.module === module && site.kind === 'statement' && site.line === line);
}

const found = (run: Run, site: Site, ref: Ref): Found => ({
  artifact: artifactName(ref.log, ref.id),
  place: placeOf(site),
  node: nodeKey(run, site),
});

/** What the last execution here gave: its value, else what it changed. */
function madeAt(site: Site): Ref | undefined {
  const last = site.facts.last;
  if (last === undefined) {
    for (const ref of site.facts.bound?.values() ?? []) return ref;
    return undefined;
  }
  const { log, id } = last;
  if (at(log.steps.outCount, id) === 0) return undefined;
  return { log, id: at(log.refs.artifact, at(log.steps.outs, id)) };
}

const WORD = /[\p{L}\p{N}_$]/u;

/** The name at a position, where it is a variable and not an attribute, a keyword argument or part of a string. */
function variableAt(run: Run, module: Module, line: number, column: number) {
  const text =
    textAt(run.source, module.hash, { line, column: 0, endLine: line + 1, endColumn: 0 }).split('\n', 1)[0] ?? '';
  let start = column;
  let end = column;
  while (start > 0 && WORD.test(text[start - 1] ?? '')) start--;
  while (WORD.test(text[end] ?? '')) end++;
  const name = text.slice(start, end);
  if (name === '' || /^\d/.test(name) || text[start - 1] === '.') return undefined;
  return { name, range: { line, column: start, endLine: line, endColumn: end } };
}

/** The version that a variable held where it is read or written: by the inputs of the steps around, then by what was bound. */
function variableVersion(run: Run, site: Site, name: string): Ref | undefined {
  let statement: Site | undefined;
  for (let up: Site | undefined = site; up !== undefined; up = run.sites[up.parent]) {
    const read = readAt(run, up, name);
    if (read !== undefined) return read;
    if (up.kind !== 'expression') {
      statement = up;
      break;
    }
  }
  if (statement === undefined) return undefined;
  const written = statement.facts.bound?.get(name);
  if (written !== undefined) return written;
  return readInside(run, statement, name) ?? parameterAt(run, statement, name);
}

function readAt(run: Run, site: Site, name: string): Ref | undefined {
  const last = site.facts.last;
  if (last === undefined || site.kind === 'function' || site.kind === 'module') return undefined;
  const { log, id } = last;
  const start = at(log.steps.ins, id);
  for (let ref = start; ref < start + at(log.steps.inCount, id); ref++)
    if (wordAt(run.words, at(log.refs.name, ref)) === name) return { log, id: at(log.refs.artifact, ref) };
  return undefined;
}

function readInside(run: Run, statement: Site, name: string): Ref | undefined {
  if (statement.kind !== 'statement') return undefined;
  const stack = [...statement.children];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const child = run.sites[next];
    if (child === undefined) continue;
    const ref = readAt(run, child, name);
    if (ref !== undefined) return ref;
    stack.push(...child.children);
  }
  return undefined;
}

/** A parameter in the function's head, or a loop's target. */
function parameterAt(_run: Run, site: Site, name: string): Ref | undefined {
  return site.facts.bound?.get(name);
}
