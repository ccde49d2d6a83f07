/** The tree of sites of a tiny program: modules, functions, loops, branches, statements and the links of their chains. */
import type { SiteKind, SiteOp, SiteRow } from '../../src/protocol/runLog.ts';
import { endOf, isNested, type Line, lastOf, linksOf, placeAt, statementOf } from './tinySource.ts';

export interface TinyFunction {
  line: Line;
  site: number;
  params: string[];
  module: number;
}

export interface TinySites {
  /** The module's own site and the rows of its tree. */
  place: (module: number, file: string, count: number, lines: Line[]) => { root: number; rows: SiteRow[] };
  siteId: (module: number, kind: SiteKind, name: string, end: [number, number]) => number;
  functions: Map<string, TinyFunction>;
}

export function createSites(): TinySites {
  const functions = new Map<string, TinyFunction>();
  const sites = new Map<string, number>();
  let nextSite = 1;

  function addSite(
    rows: SiteRow[],
    module: number,
    parent: number,
    kind: SiteKind,
    op: SiteOp,
    name: string,
    range: number[],
  ): number {
    const id = nextSite++;
    const [line = 1, column = 0, endLine = 1, endColumn = 0] = range;
    rows.push([id, parent, kind, op, name, line, column, endLine, endColumn]);
    sites.set(`${module} ${kind} ${name} ${endLine} ${endColumn}`, id);
    return id;
  }
  function placeLines(rows: SiteRow[], module: number, parent: number, lines: Line[]): void {
    for (const line of lines) {
      const range = [line.line, line.column, ...lastOf(line)];
      const definition = /^def (\w+)\(([^)]*)\):/.exec(line.text);
      const loop = /^for (\w+) in/.exec(line.text);
      if (definition !== null) {
        const [, name = '', params = ''] = definition;
        const site = addSite(rows, module, parent, 'function', 'function', name, range);
        functions.set(name, {
          line,
          site,
          params: params
            .split(',')
            .map((param) => param.trim())
            .filter(Boolean),
          module,
        });
        placeLines(rows, module, site, line.body);
      } else if (loop !== null)
        placeLines(rows, module, addSite(rows, module, parent, 'loop', 'for', `for ${loop[1]}`, range), line.body);
      else if (line.text.startsWith('if '))
        placeLines(rows, module, addSite(rows, module, parent, 'branch', 'then', 'if', range), line.body);
      else placeStatement(rows, module, parent, line);
    }
  }

  function placeStatement(rows: SiteRow[], module: number, parent: number, line: Line): void {
    const { op, name, expression } = statementOf(line.text);
    const site = addSite(rows, module, parent, 'statement', op, name, [line.line, line.column, ...endOf(line)]);
    let above = site;
    if (op === 'assign' && name.includes('['))
      above = addSite(rows, module, site, 'expression', 'setitem', name.slice(name.indexOf('[')), [
        line.line,
        line.column,
        ...endOf(line),
      ]);
    placeExpression(rows, module, above, line, expression);
  }

  /** Outermost first: of `a.b().c()`, `.c()` holds `.b()`. */
  function placeExpression(rows: SiteRow[], module: number, parent: number, line: Line, expression: string): void {
    const links = linksOf(expression);
    let above = parent;
    const start = placeAt(line, line.text.lastIndexOf(expression));
    for (const link of [...links].reverse()) {
      if (link.op === 'name') continue;
      const end = placeAt(line, line.text.lastIndexOf(expression) + link.end);
      above = addSite(rows, module, above, 'expression', link.op, link.name, [start[0], start[1], end[0], end[1]]);
      for (const argument of link.args)
        if (isNested(argument.text)) placeExpression(rows, module, above, line, argument.text);
    }
  }

  return {
    place(module, file, count, lines) {
      const rows: SiteRow[] = [];
      const root = addSite(rows, module, 0, 'module', 'module', file, [1, 0, count, 0]);
      placeLines(rows, module, root, lines);
      return { root, rows };
    },
    siteId: (module, kind, name, end) => sites.get(`${module} ${kind} ${name} ${end[0]} ${end[1]}`) ?? 0,
    functions,
  };
}
