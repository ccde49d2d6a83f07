/** Reads the text of a tiny program: lines, places, links of an expression, and results. See tinyProgram.ts. */
import type { ArtifactKind, Summary } from '../../src/protocol/artifact.ts';
import type { SiteOp } from '../../src/protocol/runLog.ts';

export interface Line {
  text: string;
  results: string[];
  line: number;
  column: number;
  body: Line[];
}

/** Statements by indentation; a line that begins with a dot or a closing bracket goes on the one before. */
export function readLines(text: string): Line[] {
  const root: Line[] = [];
  const stack: [indent: number, body: Line[]][] = [[-1, root]];
  let last: Line | undefined;
  text.split('\n').forEach((raw, index) => {
    const [code = '', comment = ''] = raw.split(/\s+#\s/, 2);
    if (code.trim() === '') return;
    const results = comment === '' ? [] : comment.trim().split(' ; ');
    if (last !== undefined && (/^\s*[.)]/.test(code) || /\($/.test(last.text))) {
      last.text += `\n${code}`;
      last.results.push(...results);
      return;
    }
    const indent = code.length - code.trimStart().length;
    while ((stack.at(-1)?.[0] ?? -1) >= indent) stack.pop();
    last = { text: code.trim(), results, line: index + 1, column: indent, body: [] };
    stack.at(-1)?.[1].push(last);
    stack.push([indent, last.body]);
  });
  return root;
}

export function placeAt(line: Line, offset: number): [number, number] {
  const before = line.text.slice(0, offset).split('\n');
  const last = before.at(-1)?.length ?? 0;
  return [line.line + before.length - 1, before.length === 1 ? line.column + last : last];
}
export const endOf = (line: Line): [number, number] => placeAt(line, line.text.length);
export const lastOf = (line: Line): [number, number] =>
  line.body.length === 0 ? endOf(line) : lastOf(line.body.at(-1) ?? line);

export function statementOf(text: string): { op: SiteOp; name: string; expression: string } {
  const assigned = /^([\w, ]+|\w+\["\w+"\]) = \(?\s*([\s\S]*?)\n?\s*\)?$/.exec(text);
  if (assigned !== null && !/^\w+\(/.test(text)) {
    return { op: 'assign', name: assigned[1] ?? '', expression: unwrap(text.slice(text.indexOf('=') + 1).trim()) };
  }
  if (text.startsWith('return ')) return { op: 'return', name: 'return', expression: unwrap(text.slice(7).trim()) };
  return { op: 'expr', name: linksOf(text).at(-1)?.name ?? text, expression: text };
}

export const isNested = (text: string): boolean => /^\w[\w.]*[([]/.test(text);
const unwrap = (text: string): string => (text.startsWith('(') ? text.slice(1, -1).trim() : text);

export interface Link {
  op: 'name' | 'call' | 'getitem';
  name: string;
  text: string;
  args: { role: string; text: string }[];
  end: number;
}

/** `f(x).g(y)["a"]` in links, innermost first. */
export function linksOf(expression: string): Link[] {
  const links: Link[] = [];
  let at = 0;
  while (at < expression.length) {
    const word = /^\s*(\.?)\s*([\w]+)/.exec(expression.slice(at));
    const open = at + (word?.[0].length ?? 0);
    if (expression[open] === '(' || expression[open] === '[') {
      const close = closeOf(expression, open);
      const inside = expression.slice(open + 1, close);
      if (expression[open] === '(') {
        links.push({
          op: 'call',
          name: `${word?.[1]}${word?.[2]}()`,
          text: inside,
          args: argumentsOf(inside),
          end: close + 1,
        });
      } else {
        if (word !== null) links.push({ op: 'name', name: word[2] ?? '', text: '', args: [], end: open });
        links.push({ op: 'getitem', name: `[${inside}]`, text: inside, args: [], end: close + 1 });
      }
      at = close + 1;
    } else if (word !== null) {
      links.push({ op: 'name', name: word[2] ?? '', text: '', args: [], end: open });
      at = open;
    } else break;
  }
  return links;
}

function closeOf(text: string, open: number): number {
  for (let at = open, depth = 0; at < text.length; at++) {
    if ('([{'.includes(text[at] ?? '')) depth++;
    if (')]}'.includes(text[at] ?? '') && --depth === 0) return at;
  }
  return text.length - 1;
}

function argumentsOf(inside: string): { role: string; text: string }[] {
  const parts: string[] = [];
  for (let at = 0, depth = 0, from = 0; at <= inside.length; at++) {
    if ('([{'.includes(inside[at] ?? '\n')) depth++;
    if (')]}'.includes(inside[at] ?? '\n')) depth--;
    if (at === inside.length || (inside[at] === ',' && depth === 0)) {
      parts.push(inside.slice(from, at).trim());
      from = at + 1;
    }
  }
  return parts.filter(Boolean).map((part, index) => {
    const keyword = /^(\w+)=(.*)$/s.exec(part);
    return keyword === null
      ? { role: `arg:${index}`, text: part }
      : { role: `arg:${keyword[1]}`, text: keyword[2] ?? '' };
  });
}

export function readResult(result: string): { kind: ArtifactKind; type: string; summary: Summary } {
  if (/^-?[\d.]+$/.test(result)) return { kind: 'scalar', type: 'float', summary: { value: Number(result) } };
  if (result.startsWith('"')) return { kind: 'scalar', type: 'str', summary: { value: JSON.parse(result) } };
  const [kind = 'other', shape = '', ...rest] = result.split(' ');
  if (kind === 'file')
    return { kind, type: 'file', summary: { path: shape, bytes: 2100, mode: rest[0] === 'write' ? 'write' : 'read' } };
  if (kind === 'model') return { kind, type: shape || 'Model', summary: { fitted: rest.includes('fitted') } };
  const itemType = rest.find((text) => text.startsWith('of:'))?.slice(3);
  const columns = rest
    .filter((text) => !text.startsWith('of:'))
    .map((text) => {
      const [, name = '', sparse, type = '', nulls, fingerprint] =
        /^([^:?]+)(\?)?:(\w+)(?:\/(\d+))?(?:=(\w+))?$/.exec(text) ?? [];
      return {
        name,
        type,
        nulls: Number(nulls ?? 0),
        ...(fingerprint === undefined ? {} : { fingerprint }),
        ...(sparse === undefined ? {} : { sparse: true }),
      };
    });
  return {
    kind: kind as ArtifactKind,
    type: kind === 'table' ? 'DataFrame' : kind,
    summary: {
      ...(shape === '' ? {} : { shape: shape.split('x').map(Number) }),
      ...(columns.length > 0 ? { columns } : {}),
      ...(itemType === undefined ? {} : { itemType }),
    },
  };
}
