/**
 * Branches that first run where nothing is recorded: in a turn of a loop, or a call of a function, that is only counted. There the plain
 * body has a recorded copy of the branch, which runs once: the turn or the call is told from that branch on.
 */
import { ts } from 'ts-morph';
import { localsOf } from './locals.ts';
import { isFunction } from './names.ts';
import type { Branch, Given, Opening, Work } from './work.ts';

const { isBlock, isCaseOrDefaultClause, isClassStaticBlockDeclaration, isIfStatement, isIterationStatement } = ts;
const { isLabeledStatement, isVariableStatement, isClassDeclaration, isFunctionDeclaration } = ts;

/** Copies take so many times the characters of the body in the source: the outer ones first. */
const MOST = 4;
/** And what is never too much. */
const FREE = 1000;

export interface FirstRun {
  branch: Branch;
  /** What has to be told as begun, outermost first: the turn or the call, and loops inside it. */
  chain: [Opening, ...Opening[]];
}

export interface FirstRuns {
  of: Map<ts.Node, FirstRun>;
  /** Loops without a count of their own, and their bodies: the variable that counts turns. */
  loops: Map<ts.Node, string>;
  turns: Map<ts.Node, string>;
}

export const noRuns: FirstRuns = { of: new Map(), loops: new Map(), turns: new Map() };

/** `since`: how many branches had been instrumented before the body was. */
export function chooseRuns(work: Work, opening: Opening, body: ts.Node, since: number): FirstRuns {
  const found: (FirstRun & { depth: number })[] = [];
  for (const branch of work.branches.slice(since)) {
    const way = wayTo(work, opening, body, branch);
    if (way) found.push({ branch, ...way });
  }
  if (found.length === 0) return noRuns;
  const runs: FirstRuns = { of: new Map(), loops: new Map(), turns: new Map() };
  let left = (body.end - body.pos) * MOST + FREE;
  for (const run of found.sort((a, b) => a.depth - b.depth || a.branch.site - b.branch.site)) {
    if (run.branch.length > left) continue;
    left -= run.branch.length;
    runs.of.set(run.branch.node, run);
    for (const { node } of run.chain.slice(1)) countTurns(work, runs, node as ts.IterationStatement);
  }
  return runs;
}

/** Branches around it, and what is to be opened: nothing leads to what stands in a function whose frame is not there. */
function wayTo(
  work: Work,
  opening: Opening,
  body: ts.Node,
  { node }: Branch,
): Omit<FirstRun & { depth: number }, 'branch'> | undefined {
  let depth = 0;
  const inner: Opening[] = [];
  let call: Opening | undefined;
  for (let at = node.parent; at !== body.parent; at = at.parent) {
    if (isClassStaticBlockDeclaration(at)) return undefined;
    if (isAlternative(at)) depth++;
    const around = work.openings.get(at);
    if (isFunction(at)) {
      if (!around || call || around.outer !== opening.frame || isFunction(opening.node)) return undefined;
      call = around;
    } else if (isIterationStatement(at, false)) {
      if (!around) return undefined;
      if (!call) inner.unshift(around);
    }
  }
  return { depth, chain: call ? [call, ...inner] : [opening, ...inner] };
}

function isAlternative(node: ts.Node): boolean {
  return isIfStatement(node) || isCaseOrDefaultClause(node) || ts.isCatchClause(node);
}

function countTurns(work: Work, runs: FirstRuns, loop: ts.IterationStatement): void {
  let whole: ts.Node = loop;
  while (isLabeledStatement(whole.parent)) whole = whole.parent;
  const name = turnsOf(work, work.openings.get(loop)?.site ?? 0);
  runs.loops.set(whole, name);
  runs.turns.set(loop.statement, name);
}

const turnsOf = (work: Work, site: number) => `${work.prefix}n${site}`;

/** Whether its statements may stand in a block of their own, and something in them is told. */
export function isCopied({ node, length }: Branch, file: ts.SourceFile): boolean {
  if (isIfStatement(node)) return false;
  if (!isCaseOrDefaultClause(node)) return length > node.end - node.getStart(file) + (isBlock(node) ? 0 : 2);
  const isShared = (each: ts.Statement) =>
    isVariableStatement(each) || isFunctionDeclaration(each) || isClassDeclaration(each);
  const [first] = node.statements;
  return first !== undefined && !node.statements.some(isShared) && length > node.end - first.pos;
}

/** The recorded copy of a branch, in the place of the plain one. */
export function writeRun(work: Work, { branch, chain }: FirstRun): void {
  const { out, prefix } = work;
  const [first, ...loops] = chain;
  let opened = openText(work, branch, first, branch.node.parent);
  let outer = first.scope;
  for (const { scope, site } of loops) {
    opened += `const ${scope}=${prefix}p.wl(${outer},${site},${turnsOf(work, site)});`;
    outer = scope;
  }
  out.add(`{${opened}try{`);
  out.replay(branch.from, branch.to, branch.count);
  const left = loops.map(({ scope }) => `${prefix}p.wc(${scope});`).reverse();
  const failed = isFunction(first.node) ? 'er' : 'wx';
  if (isFunction(first.node)) left.push(`${prefix}p.lv(${first.scope})`);
  out.add(`}catch(${prefix}e){throw ${prefix}p.${failed}(${first.scope},${prefix}e)}`);
  out.add(left.length > 0 ? `finally{${left.join('')}}}` : '}');
}

/** Tells the turn or the call as begun, with what its variables are by now, as `from` sees them. */
export function openText(work: Work, branch: Branch, opening: Opening, from: ts.Node): string {
  const { prefix } = work;
  const { node, site, scope, outer, self, own, watched } = opening;
  const given = (values: readonly Given[]) => values.map((each) => valueAt(work, each, from));
  const locals = localsOf(work, branch, opening, from);
  const [names, told] = [given(own), given(watched)];
  if (isFunction(node)) {
    const values = [`[${locals}]`, ...given([self ?? ['void 0']]), `[${names}]`, ...told];
    return `const ${scope}=${prefix}p.wf(${outer},${site},${branch.site},${values});`;
  }
  const values = [`[${locals}]`, ...given(self ? [self] : []), ...names, ...told];
  return `${prefix}p.w(${scope},${turnsOf(work, site)},${branch.site},${values});`;
}

/** Nothing, where the branch sees another variable of that name. */
function valueAt(work: Work, [text, seenFrom]: Given, from: ts.Node): string {
  return !seenFrom || work.find(text, from) === work.find(text, seenFrom) ? text : 'void 0';
}
