/**
 * Which variables a loop's body or a callback may have changed while it ran unrecorded: the probe is given their values at the next
 * recorded turn and at the end, so that the record does not go on with values of long ago. Only variables that are surely
 * initialised there: reading them can do nothing.
 */
import { ts } from 'ts-morph';
import { assignmentTargets, isAssignment, isUpdate } from './assignments.ts';
import { type Declaration, isFunction } from './names.ts';
import { unwrap, type Work } from './work.ts';

const {
  forEachChild,
  isBinaryExpression,
  isCallExpression,
  isClassLike,
  isDeleteExpression,
  isElementAccessExpression,
  isFunctionDeclaration,
  isIdentifier,
  isNewExpression,
  isNonNullExpression,
  isPropertyAccessExpression,
  isSourceFile,
} = ts;

/** Names that one loop or callback is watched for: a hand-written one changes fewer. */
const MOST = 12;

export type Watched = [name: string, depth: number];

/** `node`: the loop or the callback itself; variables of its own are not watched. */
export function watchedNames(work: Work, node: ts.Node): Watched[] {
  const found = new Map<string, Watched>();
  const seen = new Set<Declaration>();
  const note = (name: ts.Node) => {
    if (!isIdentifier(name) || found.size >= MOST) return;
    const declared = work.find(name.text, name);
    if (!declared || seen.has(declared)) return;
    seen.add(declared);
    // what holds it is changed with it
    for (const source of work.sources().get(declared) ?? []) note(source.name);
    if (found.has(name.text) || declared !== work.find(name.text, node.parent)) return;
    if (!work.isSeen(declared, name.text, node)) return;
    if (isInitialised(declared, node)) found.set(name.text, [name.text, work.depth(node.parent, declared.owner)]);
  };
  const walk = (each: ts.Node): void => {
    for (const name of changedBy(each)) note(name);
    forEachChild(each, walk);
  };
  walk(node);
  return [...found.values()];
}

/** What an expression binds, or may change by calling it or by being given it. */
function changedBy(node: ts.Node): ts.Node[] {
  if (isBinaryExpression(node) && isAssignment(node)) return [...assignmentTargets(node.left), rootOf(node.left)];
  if (isUpdate(node)) return [rootOf(node.operand)];
  if (isDeleteExpression(node)) return [rootOf(node.expression)];
  if (!isCallExpression(node) && !isNewExpression(node)) return [];
  const callee = unwrap(node.expression);
  const receiver = isPropertyAccessExpression(callee) || isElementAccessExpression(callee) ? [rootOf(callee)] : [];
  return [...receiver, ...(node.arguments ?? []).map(unwrap)];
}

function rootOf(node: ts.Node): ts.Node {
  let at: ts.Node = unwrap(node);
  while (isPropertyAccessExpression(at) || isElementAccessExpression(at) || isNonNullExpression(at))
    at = unwrap(at.expression);
  return at;
}

/**
 * Declared before it in the text, with no hoisted function between, which could run before the declaration. Names of imports and of
 * functions do not change, and those of a switch's clauses may be skipped.
 */
export function isInitialised({ owner, lexical, end, skippable }: Declaration, node: ts.Node): boolean {
  if (skippable || (!lexical && !isFunction(owner))) return false;
  if (lexical && end > node.pos) return false;
  for (let at: ts.Node = node.parent; at !== owner && !isSourceFile(at); at = at.parent)
    if (isFunctionDeclaration(at) || isClassLike(at)) return false;
  return true;
}
