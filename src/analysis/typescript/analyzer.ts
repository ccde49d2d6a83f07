/** The analyzer on TypeScript's own parser, as ts-morph brings it. Loaded by a traced process only for a module it has no cached analysis of. */
import path from 'node:path';
import { ts } from 'ts-morph';
import type { Analysis, AnalysisResult, SourceModule } from '../analyzer.ts';
import { lineStarts } from './decodeMap.ts';
import { detectFormat } from './detectFormat.ts';
import { hasEarlyError } from './earlyErrors.ts';
import { eraseTypes, MINDED_BY_TYPESCRIPT_ALONE } from './erase.ts';
import { directiveCount } from './plainCopy.ts';
import { createVisit } from './visit.ts';
import { createWork, type Locate, type Place } from './work.ts';

const { createSourceFile } = ts;

export function analyze(source: SourceModule): AnalysisResult {
  const erased = eraseTypes(source);
  const file = parse(erased.text, source.format);
  if (erased.broken || hasSyntaxError(file, source.format) || hasEarlyError(file)) return { problem: 'syntax' };
  const format = source.format === 'detect' ? detectFormat(file) : source.format;
  const work = createWork(file, choosePrefix(erased.text), createLocate(source.text, erased.text, erased.rewritten));
  const written = source.evaluated ? createWritten(erased.text, erased.rewritten ?? []) : undefined;
  const { out, prefix } = work;
  work.sites.push([1, 0, 'module', 'module', path.basename(source.path), 1, 0, ...endOf(source.text)]);
  const place: Place = { scope: `${prefix}f0`, frame: `${prefix}f0`, fn: file, parent: 1, statement: 0 };
  const bringFrom = startOfCode(file);
  out.copy(0, bringFrom);
  if (bringFrom > 0 && directiveCount(file.statements) > 0) out.add(';');
  const bringAt = out.length();
  const visit = createVisit(work);
  let at = bringFrom;
  for (const statement of file.statements.slice(directiveCount(file.statements))) {
    const start = statement.getStart(file);
    if (written && !written(start)) continue;
    out.copy(at, start);
    visit.node(statement, place);
    at = statement.end;
  }
  out.copy(at, file.text.length);
  out.add(`\n;${prefix}p.mx(${prefix}f0);`);
  const analysis: Analysis = {
    format,
    sites: work.sites,
    facts: work.facts,
    code: out.code(),
    prefix,
    bringAt,
    segments: out.segments,
    texts: out.texts,
  };
  if (erased.text !== source.text) analysis.plain = erased.text;
  if (erased.rewritten) analysis.rewritten = erased.rewritten;
  return analysis;
}

/** What the parser minds in sloppy scripts and V8 does not: octal numbers and escapes. */
const legalInSloppyScripts = new Set([1121, 1487, 1488, 1489]);

function hasSyntaxError(file: ts.SourceFile, format: SourceModule['format']): boolean {
  const { parseDiagnostics = [] } = file as unknown as { parseDiagnostics?: { code: number }[] };
  const sloppy = format !== 'module' && !file.text.includes('use strict');
  return parseDiagnostics.some(
    ({ code }) => !MINDED_BY_TYPESCRIPT_ALONE.has(code) && !(sloppy && legalInSloppyScripts.has(code)),
  );
}

/**
 * Around a top-level `await` that can also be read as a name, TypeScript parses anew and may list the statements after it
 * twice: what begins before the end of its predecessor is such a repetition.
 */
function dropRepeated(file: ts.SourceFile): ts.SourceFile {
  let end = 0;
  const once = file.statements.filter((statement) => {
    if (statement.pos < end) return false;
    end = statement.end;
    return true;
  });
  if (once.length < file.statements.length)
    (file as { statements: ts.NodeArray<ts.Statement> }).statements = Object.assign(once, {
      pos: file.statements.pos,
      end: file.statements.end,
      hasTrailingComma: false,
      transformFlags: 0,
    }) as unknown as ts.NodeArray<ts.Statement>;
  return file;
}

/** `await (x)` is a call in a script and an await in a module, so the parser is told which it is. */
function parse(text: string, format: SourceModule['format']): ts.SourceFile {
  const parseAs = (module: boolean) =>
    createSourceFile(
      'module.js',
      text,
      {
        languageVersion: ts.ScriptTarget.ESNext,
        jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
        setExternalModuleIndicator: (file) => {
          if (module) (file as unknown as { externalModuleIndicator: unknown }).externalModuleIndicator = true;
        },
      },
      true,
      ts.ScriptKind.JS,
    );
  const file = dropRepeated(parseAs(format === 'module'));
  return format === 'detect' && detectFormat(file) === 'module' ? dropRepeated(parseAs(true)) : file;
}

/** After the hashbang and the directives: before them, text would take their meaning away. */
function startOfCode(file: ts.SourceFile): number {
  const directives = directiveCount(file.statements);
  const last = file.statements[directives - 1];
  if (last) return last.end;
  const hashbang = /^#!.*\r?\n?/.exec(file.text);
  return hashbang ? hashbang[0].length : 0;
}

function choosePrefix(text: string): string {
  let prefix = '$$i';
  while (text.includes(prefix)) prefix += '_';
  return prefix;
}

function endOf(text: string): [number, number] {
  const starts = lineStarts(text);
  return [starts.length, text.length - (starts.at(-1) ?? 0)];
}

/** Whether the map tells where the statement at an offset was written: what a tool added by itself is no step. */
function createWritten(plain: string, rewritten: number[]): (offset: number) => boolean {
  const starts = lineStarts(plain);
  const places = new Set<number>();
  for (let at = 0; at < rewritten.length; at += 3)
    places.add((starts[rewritten[at] ?? 0] ?? 0) + (rewritten[at + 1] ?? 0));
  return (offset) => places.has(offset);
}

/** Line and column in the user's source of an offset in the plain JavaScript. */
function createLocate(source: string, plain: string, rewritten: number[] | undefined): Locate {
  const starts = lineStarts(source);
  const place = (offset: number): [number, number] => {
    const row = search(starts.length, (index) => (starts[index] ?? 0) <= offset);
    return [row + 1, offset - (starts[row] ?? 0)];
  };
  if (!rewritten) return place;
  const plainStarts = lineStarts(plain);
  return (offset) => {
    const row = search(plainStarts.length, (index) => (plainStarts[index] ?? 0) <= offset);
    const column = offset - (plainStarts[row] ?? 0);
    const before = (index: number) => {
      const line = rewritten[index * 3] ?? 0;
      return line < row || (line === row && (rewritten[index * 3 + 1] ?? 0) <= column);
    };
    const found = search(rewritten.length / 3, before);
    if (found < 0) return [1, 0];
    const same = rewritten[found * 3] === row ? column - (rewritten[found * 3 + 1] ?? 0) : 0;
    const start = rewritten[found * 3 + 2] ?? 0;
    // what was put there by the tool may be longer than what it stands for
    const lineEnd = starts[search(starts.length, (index) => (starts[index] ?? 0) <= start) + 1] ?? source.length + 1;
    return place(Math.min(start + same, lineEnd - 1));
  };
}

/** The last index for which `test` holds, or -1; `test` must hold up to some index and not after it. */
function search(count: number, test: (index: number) => boolean): number {
  let low = -1;
  let high = count;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (test(middle)) low = middle;
    else high = middle;
  }
  return low;
}
