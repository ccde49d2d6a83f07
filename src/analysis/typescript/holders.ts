/**
 * Which variables in reach may hold what a call or an assignment changes through another name: the probe is given their values and
 * looks whether they do. Only variables that are surely initialised there: reading them can do nothing.
 */
import { ts } from 'ts-morph';
import type { HolderPlan } from '../analyzer.ts';
import { isInitialised } from './after.ts';
import { type Declaration, isFunction } from './names.ts';
import { type Source, sourcesOf } from './sources.ts';
import { unwrap, type Work } from './work.ts';

/** Names whose values a probe is given, and those gone through to find them. */
const MOST = 4;
const MOST_SEEN = 24;

/** What may hold each operand of `node`, with its role and its position among `values`; `root` is told by itself. */
export function planHolders(
  work: Work,
  node: ts.Node,
  operands: [role: string, operand: ts.Node][],
  optional: boolean,
  root: string | undefined,
  values: string[],
): HolderPlan[] {
  const plans: HolderPlan[] = [];
  for (const [role, operand] of operands) {
    if (role === 'callee' || role === 'key' || role === 'value') continue;
    // of a chain that may be left out only the beginning is surely read
    const surely = !optional || role === 'receiver';
    for (const name of holdersOf(work, node, unwrap(operand), surely, role === 'receiver' ? root : undefined)) {
      if (plans.length >= MOST) return plans;
      const known = values.indexOf(name);
      plans.push([role, known >= 0 ? known : values.push(name) - 1]);
    }
  }
  return plans;
}

function holdersOf(work: Work, node: ts.Node, operand: ts.Node, certain: boolean, root: string | undefined): string[] {
  const found: string[] = [];
  const seen = new Set<Declaration>();
  // what the operand itself is holds nothing of it, but where that came from may
  const todo = [
    ...(ts.isIdentifier(operand) ? fromOf(work, operand, certain, seen) : within(sourcesOf(operand), certain)),
  ];
  let self = root === 'this';
  for (let at = 0; at < todo.length && found.length < MOST && seen.size < MOST_SEEN; at++) {
    const { name, surely } = todo[at] as Source;
    if (!ts.isIdentifier(name)) {
      const owner = thisOf(node);
      if (self || thisOf(name) !== owner || (!surely && ts.isConstructorDeclaration(owner))) continue;
      self = true;
      found.push('this');
      continue;
    }
    const declared = work.find(name.text, name);
    if (!declared || seen.has(declared)) continue;
    todo.push(...fromOf(work, name, surely, seen));
    if (name.text === root || work.find(name.text, node) !== declared) continue;
    if (!work.isSeen(declared, name.text, node)) continue;
    if (surely || isInitialised(declared, node)) found.push(name.text);
  }
  return found;
}

function fromOf(work: Work, name: ts.Identifier, surely: boolean, seen: Set<Declaration>): Source[] {
  const declared = work.find(name.text, name);
  if (!declared) return [];
  seen.add(declared);
  // a variable that is read has come past what its declaration read first
  return within(work.sources().get(declared) ?? [], surely);
}

const within = (sources: Source[], surely: boolean): Source[] =>
  surely ? sources : sources.map(({ name }) => ({ name, surely: false }));

function thisOf(node: ts.Node): ts.Node {
  let at = node.parent;
  while (!ts.isSourceFile(at) && !ts.isClassLike(at) && (!isFunction(at) || ts.isArrowFunction(at))) at = at.parent;
  return at;
}
