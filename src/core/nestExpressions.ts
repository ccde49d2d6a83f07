/**
 * Tracers may list the expressions, lambdas and comprehensions of a statement side by side. Here each gets the smallest expression around it as its
 * parent, so that `a.b().c()` reads as `.c()` of `.b()` whoever wrote the run.
 */
import type { SiteRow } from '../protocol/runLog.ts';
import { sortBySource } from './siteKey.ts';

export function nestExpressions(rows: readonly SiteRow[]): SiteRow[] {
  const expressions = new Set<number>();
  for (const row of rows) if (row[2] === 'expression') expressions.add(row[0]);
  const siblings = new Map<number, SiteRow[]>();
  for (const row of rows) {
    const nests = row[2] === 'expression' || row[3] === 'comprehension' || row[3] === 'lambda';
    if (!nests || expressions.has(row[1])) continue;
    const list = siblings.get(row[1]);
    if (list === undefined) siblings.set(row[1], [row]);
    else list.push(row);
  }
  const parents = new Map<number, number>();
  for (const list of siblings.values()) {
    const around: SiteRow[] = [];
    for (const row of sortBySource(list)) {
      while (around.length > 0 && !holds(around[around.length - 1], row)) around.pop();
      const parent = around[around.length - 1];
      if (parent !== undefined) parents.set(row[0], parent[0]);
      if (row[2] === 'expression') around.push(row);
    }
  }
  return rows.map((row) => {
    const parent = parents.get(row[0]);
    if (parent === undefined) return row;
    const nested: SiteRow = [...row];
    nested[1] = parent;
    return nested;
  });
}

function holds(outer: SiteRow | undefined, inner: SiteRow): boolean {
  if (outer === undefined) return false;
  return inner[7] < outer[7] || (inner[7] === outer[7] && inner[8] <= outer[8]);
}
