/**
 * Variables that a branch names and that the plain code before it declared, in the same turn or call: the record knows nothing of them
 * yet, or what they were in another turn. Only those that are surely initialised.
 */
import { ts } from 'ts-morph';
import { functionAround, isVariable } from './captured.ts';
import { isFunction } from './names.ts';
import { varNames } from './refusals.ts';
import { type Branch, factsOf, type Opening, type Work } from './work.ts';

/** Names that one branch is given. */
const MOST = 24;

/** Notes their names, and answers with the expressions for their values. */
export function localsOf(work: Work, branch: Branch, opening: Opening, from: ts.Node): string[] {
  const { node, site } = branch;
  const known = new Set([...opening.own, ...opening.watched].map(([name]) => name));
  branch.names ??= namesIn(node);
  let vars: Set<string> | undefined;
  const isVar = (name: string) => {
    vars ??= new Set(varNames(isFunction(opening.node) ? opening.node : opening.node.statement));
    return vars.has(name);
  };
  const isLocal = (name: string) => {
    const declared = known.has(name) ? undefined : work.find(name, node.parent);
    if (!declared || declared.skippable || declared.end > node.pos || declared !== work.find(name, from)) return false;
    if (!declared.lexical) return declared.owner === functionAround(node.parent) && isVar(name);
    return isFunction(opening.node) ? declared.owner === opening.node : declared !== work.find(name, opening.node);
  };
  const locals = [...branch.names].filter(isLocal).slice(0, MOST);
  if (locals.length > 0) {
    const facts = factsOf(work, site);
    facts.locals = { ...facts.locals, [opening.site]: locals };
  }
  return locals;
}

function namesIn(node: ts.Node): Set<string> {
  const names = new Set<string>();
  const walk = (each: ts.Node): void => {
    if (ts.isIdentifier(each) && isVariable(each)) names.add(each.text);
    ts.forEachChild(each, walk);
  };
  walk(node);
  return names;
}
