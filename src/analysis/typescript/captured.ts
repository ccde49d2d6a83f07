/**
 * Which variables a function sees anyway. Code that was added to it may read no others from around it: a closure keeps what it names
 * alive, and what the program has dropped is to be collected.
 */
import { ts } from 'ts-morph';
import { type Declaration, isFunction } from './names.ts';

type Find = (name: string, from: ts.Node) => Declaration | undefined;

export function createCaptured(find: Find): (declared: Declaration, name: string, from: ts.Node) => boolean {
  const named = new Map<ts.Node, Map<string, ts.Identifier[]>>();
  const namesIn = (owner: ts.Node): Map<string, ts.Identifier[]> => {
    let names = named.get(owner);
    if (!names) {
      const found = new Map<string, ts.Identifier[]>();
      const walk = (node: ts.Node): void => {
        if (ts.isIdentifier(node) && isVariable(node)) found.set(node.text, [...(found.get(node.text) ?? []), node]);
        ts.forEachChild(node, walk);
      };
      walk(owner);
      names = found;
      named.set(owner, names);
    }
    return names;
  };
  return (declared, name, from) => {
    const owner = functionAround(from);
    return declared.owner === owner || (namesIn(owner).get(name) ?? []).some((each) => find(name, each) === declared);
  };
}

/** The function, the class (its fields), or the file, whose code the node is. */
export function functionAround(node: ts.Node): ts.Node {
  let at = node;
  while (!isFunction(at) && !ts.isClassLike(at) && !ts.isSourceFile(at)) at = at.parent;
  return at;
}

export function isVariable(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name !== node;
  return !((ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) && parent.name === node);
}
