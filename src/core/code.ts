/** Source text of sites as it ran: whole, and shortened to the one line that fits a node. */
import type { Place } from '../protocol/graph.ts';
import { cellPlace } from './cellPlace.ts';
import type { Run, Site, SourceOf } from './model.ts';

const LONGEST_CODE = 46;
const lineCache = new WeakMap<object, Map<string, string[]>>();

function linesOf(source: SourceOf, hash: string): string[] | undefined {
  const cache = lineCache.get(source) ?? new Map<string, string[]>();
  lineCache.set(source, cache);
  const known = cache.get(hash);
  if (known !== undefined) return known;
  const text = source(hash);
  if (text === undefined) return undefined;
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  cache.set(hash, lines);
  return lines;
}

interface Range {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

export function textAt(source: SourceOf, hash: string, range: Range): string {
  const lines = linesOf(source, hash);
  if (lines === undefined) return '';
  const taken = lines.slice(range.line - 1, Math.min(range.endLine, range.line + 400));
  const last = taken.length - 1;
  if (last < 0) return '';
  if (range.endLine - range.line === last) taken[last] = (taken[last] ?? '').slice(0, range.endColumn);
  taken[0] = (taken[0] ?? '').slice(range.column);
  return taken.join('\n');
}

/** At most so many characters: the last stands for what was cut off. */
export const shorten = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

export const siteText = (site: Site, source: SourceOf): string => textAt(source, site.module.hash, site);

/** What follows a site on its line and the next ones. */
export function textAfter(site: Site, source: SourceOf, most = 200): string {
  const range = { line: site.endLine, column: site.endColumn, endLine: site.endLine + 5, endColumn: 0 };
  return textAt(source, site.module.hash, range).slice(0, most);
}

export function placeOf(site: Site): Place {
  const { module, line, column, endLine, endColumn } = site;
  const cell = cellPlace(module.cells, line);
  const place = { file: module.file, path: module.path, line, column, endLine, endColumn };
  return cell === undefined ? place : { ...place, cell };
}

/** The first line of a site, without what comes under it: `if args.resample: …`. */
export const headText = (site: Site, source: SourceOf): string => headOf(siteText(site, source), site.name);

/** Of a branch whose site is its block alone, as in JavaScript, what leads there: `if (row.bad) …`. */
export function branchHead(run: Run, site: Site, source: SourceOf): string {
  const around = run.sites[site.parent];
  if (around?.kind !== 'statement' || site.op !== 'then') return headText(site, source);
  const { line: endLine, column: endColumn } = site;
  const before = textAt(source, site.module.hash, { ...placeOf(around), endLine, endColumn });
  return headOf(`${before.trimEnd()}\n`, site.name);
}

function headOf(text: string, name: string): string {
  const first = withoutComment(text.split('\n', 1)[0] ?? '')
    .trim()
    .replace(/\s*\{$/, '');
  if (first === '') return name;
  const short = first.length > LONGEST_CODE ? `${first.slice(0, LONGEST_CODE - 1)}…` : first;
  return text.includes('\n') && !short.endsWith('…') ? `${short} …` : short;
}

const TARGET =
  /^(?:(?:export\s+)?(?:const|let|var)\s+)?([\p{L}_$][\w$.]*|\(?[\p{L}_$][\w$.]*(?:\s*,\s*[*\p{L}_$][\w$.]*)*\)?|[[{][\w$\s,.:]*[\]}])(?:\s*:\s*[^=()]{1,60})?\s*=(?!=|>)\s*/u;

/** What is stored into: `df["x"] = `, `self.table = `. */
const STORED = /^[\p{L}_$][\w$.]*(?:\[[^\]]*\]|\.[\w$]+)\s*[-+*/|&@%]?=(?!=|>)\s*/u;

/** One line without the assigned name, arguments elided where it would be long. */
export function shortCode(text: string): string {
  let line = withoutComments(text).replace(/\s+/g, ' ').trim();
  const target = TARGET.exec(line);
  if (target !== null) line = line.slice(target[0].length);
  line = unwrap(line.replace(/^(return|yield|await|export default)\s+/, '').replace(/;$/, ''));
  line = line
    .replace(/^(await)\s+/, '')
    .replace(/ ?([([{]) /g, (_, open: string) => open)
    .replace(/,? ([)\]}])/g, '$1');
  if (line.length <= LONGEST_CODE) return line;
  const stored = STORED.exec(line);
  if (stored !== null && stored[0].length < LONGEST_CODE - 12) {
    const value = line.slice(stored[0].length);
    const last = lastLink(value);
    return cutLine(`${stored[0]}${last === value ? '' : '…'}${elideArguments(last)}`);
  }
  return cutLine(elideArguments(/\).*\./.test(line) ? lastLink(line) : line));
}

const cutLine = (line: string): string =>
  line.length > LONGEST_CODE + 8 ? `${line.slice(0, LONGEST_CODE + 7)}…` : line;

/** Takes off parentheses that hold the whole text. */
function unwrap(line: string): string {
  if (!line.startsWith('(') || !line.endsWith(')')) return line;
  return closing(line, 0) === line.length - 1 ? unwrap(line.slice(1, -1).trim()) : line;
}

export const withoutComments = (text: string): string =>
  text.includes('\n') ? text.split('\n').map(withoutComment).join('\n') : text;

function withoutComment(line: string): string {
  let end = line.length;
  scan(line, (index) => {
    const starts = line[index] === '#' || line.startsWith('//', index);
    if (starts && index < end && /^\s*$/.test(line[index - 1] ?? ' ')) end = index;
  });
  return line.slice(0, end);
}

const OPERATOR = /^ (?:[-+*/%&|^<>=?@]|(?:and|or|if|in|is|not|instanceof) )/;

/** Of a chain that does not fit, its last link: `.assign(…)`. What an operator makes of chains is none. */
export function lastLink(line: string): string {
  const links: number[] = [];
  let isChain = line.endsWith(')');
  scan(line, (index, depth) => {
    if (depth !== 0) return;
    if (line[index] === '.' && /[\p{L}_$]/u.test(line[index + 1] ?? '')) links.push(index);
    if (line[index] === ' ' && OPERATOR.test(line.slice(index, index + 13))) isChain = false;
  });
  const last = links[links.length - 1];
  return last !== undefined && isChain ? line.slice(last) : line;
}

/** `f(a, b=c + 1)` to `f(a, b=…)`: short names stay, all else becomes an ellipsis. */
function elideArguments(line: string): string {
  if (line.length <= LONGEST_CODE || !line.endsWith(')')) return line;
  let open = -1;
  scan(line, (index, depth) => {
    if (line[index] === '(' && depth === 0 && closing(line, index) === line.length - 1) open = index;
  });
  if (open < 0) return line;
  const parts: string[] = [];
  const inside = line.slice(open + 1, -1);
  if (inside === '') return line;
  let from = 0;
  scan(inside, (index, depth) => {
    if (depth === 0 && inside[index] === ',') {
      parts.push(inside.slice(from, index).trim());
      from = index + 1;
    }
  });
  parts.push(inside.slice(from).trim());
  const told: string[] = [];
  let room = LONGEST_CODE - open - 4;
  for (const part of parts) {
    const keyword = /^([\p{L}_$][\w$]*)\s*=(?!=)/u.exec(part);
    const short = part.length <= 14 ? part : keyword !== null ? `${keyword[1]}=…` : '…';
    if (room - short.length < 0 || (short === '…' && told.includes('…'))) {
      if (told[told.length - 1] !== '…') told.push('…');
      break;
    }
    told.push(short);
    room -= short.length + 2;
  }
  return `${line.slice(0, open)}(${told.join(', ')})`;
}

/** Walks over text outside of string literals, telling the depth of brackets. */
function scan(text: string, see: (index: number, depth: number) => void): void {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const char = text[index] ?? '';
    if (char === '"' || char === "'" || char === '`') {
      const end = stringEnd(text, index);
      index = end;
      continue;
    }
    if (')]}'.includes(char)) depth--;
    see(index, depth);
    if ('([{'.includes(char)) depth++;
  }
}

function stringEnd(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === text[start]) return index;
  }
  return text.length;
}

function closing(text: string, open: number): number {
  let found = -1;
  scan(text.slice(open), (index, depth) => {
    if (found < 0 && depth === 0 && index > 0 && ')]}'.includes(text[open + index] ?? '')) found = open + index;
  });
  return found;
}

export const sourceOf = (run: Run): SourceOf => run.source;
