/** Code that did not run: branches, functions and cells with something to record in them, as nodes without edges, bounded. */
import type { GraphNode } from '../protocol/graph.ts';
import { headText, placeOf } from './code.ts';
import { holdsStatement } from './cut.ts';
import type { Drawn } from './graph.ts';
import type { Run, Site } from './model.ts';
import { groupLabel } from './node.ts';

const MOST_ABSENT = 24;

export function absentNodes(drawn: Drawn, groups: ReadonlySet<string>): GraphNode[] {
  const { run, cut } = drawn;
  if (cut.level === 'module') return [];
  const nodes: GraphNode[] = [];
  for (const site of absentSites(run)) {
    if (nodes.length >= MOST_ABSENT) break;
    const group = drawn.parentOf(site.index);
    const parent = run.sites[group]?.key;
    // Inside a shut or undrawn group there is no place for it.
    if (parent !== undefined && !groups.has(parent)) continue;
    nodes.push({
      id: site.key,
      form: 'absent',
      label: site.kind === 'cell' ? groupLabel(run, site) : headText(site, run.source),
      code: 'not executed',
      place: placeOf(site),
      ...(parent === undefined ? {} : { parent }),
      kind: 'other',
      badges: [],
      running: false,
      executions: 0,
      recorded: 0,
      durationMs: 0,
      order: Number.MAX_SAFE_INTEGER,
    });
  }
  return nodes;
}

/** Outermost first in source order; branches of code that ran before functions that nobody called. */
export function absentSites(run: Run): Site[] {
  const ran = ranSites(run);
  const found = run.sites.filter((site) => {
    if (ran[site.index] === 1 || !isWorthTelling(run, site)) return false;
    const around = enclosing(run, site);
    return around !== undefined && ran[around.index] === 1 && isOver(run, around);
  });
  const weight = (site: Site): number => (site.kind === 'branch' ? 0 : site.module.entry ? 1 : 2);
  return found.sort((a, b) => weight(a) - weight(b) || a.module.order - b.module.order || a.line - b.line);
}

/** Sites that ran, or in which something ran. */
export function ranSites(run: Run): Uint8Array {
  const ran = new Uint8Array(run.sites.length);
  for (const site of run.sites) {
    const { facts } = site;
    if (facts.recorded === 0 && facts.counted === 0 && facts.open === 0 && facts.bound === undefined) continue;
    for (let up: Site | undefined = site; up !== undefined && ran[up.index] === 0; up = run.sites[up.parent]) {
      ran[up.index] = 1;
      // A function's body may run long after the code around it, which then ran as well.
    }
  }
  return ran;
}

function isWorthTelling(run: Run, site: Site): boolean {
  if (site.kind === 'cell') return holdsExpression(run, site);
  const branch = site.kind === 'branch' && (site.op === 'then' || site.op === 'else' || site.op === 'case');
  const named = site.kind === 'function' && !/^__\w+__$/.test(site.name) && holdsStatement(run, site);
  if (!branch && !named) return false;
  if (branch && !site.module.entry && /__name__/.test(headText(site, run.source))) return false;
  return holdsExpression(run, site);
}

function holdsExpression(run: Run, site: Site): boolean {
  const stack = [...site.children];
  for (let next = stack.pop(), seen = 0; next !== undefined && seen < 500; next = stack.pop(), seen++) {
    const child = run.sites[next];
    if (child === undefined) continue;
    // A branch's own condition belongs to the code around it.
    if (child.kind === 'expression' && child.parent !== site.index) return true;
    stack.push(...child.children);
  }
  return false;
}

/** What had to run for the site to have had its chance. */
function enclosing(run: Run, site: Site): Site | undefined {
  return run.sites[site.parent];
}

/** While its frame still runs, it may yet be executed. */
function isOver(run: Run, around: Site): boolean {
  if (run.state !== 'running') return true;
  let up: Site | undefined = around;
  while (up !== undefined && up.kind !== 'function' && up.kind !== 'cell' && up.kind !== 'module')
    up = run.sites[up.parent];
  return up !== undefined && up.facts.open === 0;
}
