/** Goes through the tree in the order of the text: what no part instruments is copied as it stands. */
import { ts } from 'ts-morph';
import { instrumentExpression } from './expressions.ts';
import { instrumentClass, instrumentFunction } from './functions.ts';
import { isFunction } from './names.ts';
import { instrumentStatement } from './statements.ts';
import type { Place, Work } from './work.ts';

export interface Visit {
  /** Writes the node's text, instrumented, without what stands before it. */
  node(node: ts.Node, place: Place): void;
  /** Writes all of the node, each child instrumented. */
  children(node: ts.Node, place: Place): void;
  /** The same from an offset on. */
  rest(node: ts.Node, from: number, place: Place): void;
}

export function createVisit(work: Work): Visit {
  const { out, file } = work;
  const visit: Visit = {
    node(node, place) {
      if (isFunction(node)) return instrumentFunction(work, node, place, visit);
      if (ts.isClassLike(node)) return instrumentClass(work, node, place, visit);
      if (ts.isStatement(node) && instrumentStatement(work, node, place, visit)) return;
      if (instrumentExpression(work, node, place, visit)) return;
      visit.children(node, place);
    },
    children(node, place) {
      visit.rest(node, node.getStart(file), place);
    },
    rest(node, from, place) {
      let at = from;
      const children: ts.Node[] = [];
      ts.forEachChild(node, (child) => {
        if (child.pos >= from || child.getStart(file) >= from) children.push(child);
      });
      children.sort((a, b) => a.pos - b.pos);
      for (const child of children) {
        if (child.end <= child.getStart(file)) continue;
        out.copy(at, child.getStart(file));
        if (isLeftAlone(node, child)) out.copy(child.getStart(file), child.end);
        else visit.node(child, place);
        at = child.end;
      }
      out.copy(at, node.end);
    },
  };
  return visit;
}

/** Names, keys of imports and exports, binding and assignment patterns: nothing there is an expression that may be wrapped. */
function isLeftAlone(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isIdentifier(child) || ts.isPrivateIdentifier(child)) return true;
  if (ts.isObjectBindingPattern(child) || ts.isArrayBindingPattern(child)) return true;
  if (ts.isImportClause(child) || ts.isImportAttributes(child) || ts.isNamedExports(child)) return true;
  if (ts.isExportDeclaration(parent) || ts.isImportDeclaration(parent)) return true;
  return ts.isTypeOfExpression(parent) && ts.isIdentifier(child);
}
