/**
 * Keys of sites that stay the same from run to run and when other parts of the file are edited: the module's file and
 * the names on the way down, without lines, arguments or branches. Of siblings with equal names the first keeps the
 * plain name, the next say what they call (`df=.dropna()`), and only what is still equal is counted (`#2`): so a line
 * added elsewhere moves no key, and a line added among its equals moves one at most.
 */
import type { SiteKind, SiteOp, SiteRow } from '../protocol/runLog.ts';

export interface KeyedSite {
  id: number;
  parent: number;
  kind: SiteKind;
  op: SiteOp;
  name: string;
  key: string;
}

const SEPARATOR = '>';

/** Keys for the whole tree of a module, by site id. Rows may come in any order. */
export function siteKeys(file: string, rows: readonly SiteRow[]): Map<number, string> {
  const byId = new Map(rows.map((row) => [row[0], row]));
  const firstExpression = new Map<number, string>();
  for (const row of sortBySource(rows)) {
    if (row[2] === 'expression' && !firstExpression.has(row[1])) firstExpression.set(row[1], row[4]);
  }
  const keys = new Map<number, string>();
  const taken = new Map<string, number>();

  const keyOf = (id: number, depth: number): string => {
    const known = keys.get(id);
    if (known !== undefined) return known;
    const row = byId.get(id);
    if (row === undefined || depth > 500) return file;
    if (row[2] === 'module') {
      keys.set(id, file);
      return file;
    }
    const base = `${container(row[1], depth)}${SEPARATOR}${cleanName(row[4], row[3])}`;
    const told = firstExpression.get(id);
    const key = firstFree(taken, told === undefined || row[2] !== 'statement' ? [base] : [base, `${base}=${told}`]);
    keys.set(id, key);
    return key;
  };
  // A branch is no part of its children's keys: code that is put under an `if` stays what it was. Nor are expressions:
  // the links of a chain stand under their statement side by side.
  const container = (id: number, depth: number): string => {
    let row = byId.get(id);
    for (let up = 0; row !== undefined && (row[2] === 'branch' || row[2] === 'expression') && up < 500; up++)
      row = byId.get(row[1]);
    return row === undefined ? file : keyOf(row[0], depth + 1);
  };

  for (const row of sortBySource(rows)) keyOf(row[0], 0);
  return keys;
}

/** Takes the first choice that is free, else numbers the last one. */
function firstFree(taken: Map<string, number>, choices: string[]): string {
  let key = choices.find((choice) => !taken.has(choice));
  const last = choices[choices.length - 1] ?? '';
  for (let n = taken.get(last) ?? 1; key === undefined; ) {
    n++;
    taken.set(last, n);
    if (!taken.has(`${last}#${n}`)) key = `${last}#${n}`;
  }
  taken.set(key, 1);
  return key;
}

/** Outer before inner, earlier before later. */
export function sortBySource(rows: readonly SiteRow[]): SiteRow[] {
  return [...rows].sort((a, b) => a[5] - b[5] || a[6] - b[6] || b[7] - a[7] || b[8] - a[8] || a[0] - b[0]);
}

function cleanName(name: string, op: SiteOp): string {
  const short = name.length > 80 ? `${name.slice(0, 79)}…` : name;
  return short === '' ? op : short.replaceAll(SEPARATOR, '›').replace(/\s+/g, ' ');
}
