/** Code that did not run, or ran where nothing is recorded: branches, functions and cells with something to record in them, as nodes without edges, bounded. */
import type { GraphNode } from '../protocol/graph.ts';
import { branchHead, headText, placeOf } from './code.ts';
import { holdsStatement } from './cut.ts';
import type { Drawn } from './graph.ts';
import type { Run, Site } from './model.ts';
import { groupLabel } from './node.ts';
import { unkeptSites, unkeptText } from './unkept.ts';

const MOST_ABSENT = 24;

export function absentNodes(drawn: Drawn, groups: ReadonlySet<string>): GraphNode[] {
  const { run, cut } = drawn;
  if (cut.level === 'module') return [];
  const nodes: GraphNode[] = [];
  const unkept = unkeptSites(run, (site) => holdsExpression(run, site));
  for (const site of [...unkept, ...absentSites(run)]) {
    if (nodes.length >= MOST_ABSENT) break;
    const group = drawn.parentOf(site.index);
    const parent = run.sites[group]?.key;
    // Inside a shut or undrawn group there is no place for it.
    if (parent !== undefined && !groups.has(parent)) continue;
    nodes.push({
      id: site.key,
      form: 'absent',
      label: site.kind === 'cell' ? groupLabel(run, site) : branchHead(run, site, run.source),
      code: site.facts.counted > 0 ? unkeptText(site) : 'not executed',
      place: placeOf(site),
      ...(parent === undefined ? {} : { parent }),
      kind: 'other',
      badges: [],
      running: false,
      executions: site.facts.counted,
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
    return around !== undefined && ran[around.index] === 1 && isOver(run, around) && isCounted(run, around);
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

export function holdsExpression(run: Run, site: Site): boolean {
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

/** What ran where nothing is recorded is told when a process ends: of one that was killed nobody knows. */
function isCounted(run: Run, around: Site): boolean {
  if ([...run.logs.values()].every((log) => log.end !== undefined)) return true;
  for (let up: Site | undefined = around; up !== undefined; up = run.sites[up.parent]) {
    if (up.kind === 'loop') return false;
    if (up.kind === 'function' && up.facts.recorded + up.facts.open > 1) return false;
  }
  return true;
}
