/** What is left as it stands, because a second frame, a block or a second copy around it could be noticed. */
import { ts } from 'ts-morph';
import { boundNames, isFunction } from './names.ts';

const {
  NodeFlags,
  forEachChild,
  isBlock,
  isCallExpression,
  isClassDeclaration,
  isFunctionDeclaration,
  isIdentifier,
  isTaggedTemplateExpression,
  isVariableDeclarationList,
  isVariableStatement,
  isWithStatement,
} = ts;

export interface Refusals {
  /**
   * Code that sees the names around it (direct eval, `with`), and bodies whose function declarations share a name with another
   * declaration: that is legal in a function's body but not in a block.
   */
  cannotInstrument(node: ts.FunctionLikeDeclaration): boolean;
  /** A second copy of a template's strings would be another array to a tag that knows them by identity. */
  cannotCopy(node: ts.Node): boolean;
}

/** Goes through the file once: every function and loop asks what stands somewhere inside it. */
export function createRefusals(file: ts.SourceFile): Refusals {
  const seeing = new Set<ts.Node>();
  const tagged = new Set<ts.Node>();
  const walk = (node: ts.Node): void => {
    if (seesNames(node)) markAround(node, seeing);
    if (isTaggedTemplateExpression(node)) markAround(node, tagged);
    forEachChild(node, walk);
  };
  walk(file);
  return {
    cannotInstrument(node) {
      const { body } = node;
      if (!body || seeing.has(body)) return true;
      return isBlock(body) && (sharesNames(body) || shadowsParameters(node, body));
    },
    cannotCopy: (node) => tagged.has(node),
  };
}

function seesNames(node: ts.Node): boolean {
  return (
    isWithStatement(node) ||
    (isCallExpression(node) && isIdentifier(node.expression) && node.expression.text === 'eval')
  );
}

function markAround(node: ts.Node, marked: Set<ts.Node>): void {
  for (let at = node; at && !marked.has(at); at = at.parent) marked.add(at);
}

function sharesNames(body: ts.Block): boolean {
  const names = body.statements.flatMap((each) => (isFunctionDeclaration(each) && each.name ? [each.name.text] : []));
  if (names.length === 0) return false;
  const functions = new Set(names);
  return functions.size < names.length || varNames(body).some((name) => functions.has(name));
}

export function varNames(node: ts.Node): string[] {
  const found: string[] = [];
  forEachChild(node, (child) => {
    if (isFunction(child)) return;
    if (isVariableDeclarationList(child) && !(child.flags & NodeFlags.BlockScoped))
      for (const each of child.declarations) found.push(...boundNames(each.name));
    found.push(...varNames(child));
  });
  return found;
}

/** `let x` beside a parameter x is an error that a block would hide. */
function shadowsParameters(node: ts.FunctionLikeDeclaration, body: ts.Block): boolean {
  const parameters = new Set(node.parameters.flatMap((each) => boundNames(each.name)));
  return body.statements.some((statement) => {
    if (isClassDeclaration(statement)) return statement.name !== undefined && parameters.has(statement.name.text);
    if (!isVariableStatement(statement) || !(statement.declarationList.flags & NodeFlags.BlockScoped)) return false;
    return statement.declarationList.declarations.some((each) =>
      boundNames(each.name).some((name) => parameters.has(name)),
    );
  });
}
