/** Goes through the tree in the order of the text: what no part instruments is copied as it stands. */
import { ts } from 'ts-morph';
import { instrumentExpression } from './expressions.ts';
import { instrumentClass, instrumentFunction } from './functions.ts';
import { isFunction } from './names.ts';
import { instrumentStatement } from './statements.ts';
import { endsByNewline } from './words.ts';
import type { Place, Work } from './work.ts';

const {
  forEachChild,
  isArrayBindingPattern,
  isClassLike,
  isExportDeclaration,
  isIdentifier,
  isImportAttributes,
  isImportClause,
  isImportDeclaration,
  isNamedExports,
  isObjectBindingPattern,
  isPrivateIdentifier,
  isStatement,
  isTypeOfExpression,
} = ts;

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
      write(node, place);
      if (endsByNewline(node, work.text)) out.endStatement();
    },
    children(node, place) {
      visit.rest(node, node.getStart(file), place);
    },
    rest(node, from, place) {
      let at = from;
      forEachChild(node, (child) => {
        const start = child.getStart(file);
        if (start < from || child.end <= start) return;
        if (!isLeftAlone(node, child)) {
          out.copy(at, start);
          visit.node(child, place);
          at = child.end;
        }
      });
      out.copy(at, node.end);
    },
  };
  const write = (node: ts.Node, place: Place): void => {
    if (isFunction(node)) instrumentFunction(work, node, place, visit);
    else if (isClassLike(node)) instrumentClass(work, node, place, visit);
    else if (isStatement(node) && instrumentStatement(work, node, place, visit)) return;
    else if (!instrumentExpression(work, node, place, visit)) visit.children(node, place);
  };
  return visit;
}

/** Names, keys of imports and exports, binding and assignment patterns: nothing there is an expression that may be wrapped. */
function isLeftAlone(parent: ts.Node, child: ts.Node): boolean {
  if (isIdentifier(child) || isPrivateIdentifier(child)) return true;
  if (isObjectBindingPattern(child) || isArrayBindingPattern(child)) return true;
  if (isImportClause(child) || isImportAttributes(child) || isNamedExports(child)) return true;
  if (isExportDeclaration(parent) || isImportDeclaration(parent)) return true;
  return isTypeOfExpression(parent) && isIdentifier(child);
}
