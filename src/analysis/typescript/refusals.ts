/** What is left as it stands, because a second frame, a block or a second copy around it could be noticed. */
import { ts } from 'ts-morph';
import { boundNames, isFunction } from './names.ts';

/**
 * Code that sees the names around it (direct eval, `with`), and bodies whose function declarations share a name with another
 * declaration: that is legal in a function's body but not in a block.
 */
export function cannotInstrument(node: ts.FunctionLikeDeclaration): boolean {
  const { body } = node;
  if (!body || !ts.isBlock(body)) return body ? seesNames(body) : true;
  return seesNames(body) || sharesNames(body) || shadowsParameters(node, body);
}

/** A second copy of a template's strings would be another array to a tag that knows them by identity. */
export function cannotCopy(node: ts.Node): boolean {
  return some(node, (each) => ts.isTaggedTemplateExpression(each));
}

export function seesNames(node: ts.Node): boolean {
  return some(
    node,
    (each) =>
      ts.isWithStatement(each) ||
      (ts.isCallExpression(each) && ts.isIdentifier(each.expression) && each.expression.text === 'eval'),
  );
}

function some(node: ts.Node, test: (node: ts.Node) => boolean): boolean {
  return test(node) || (ts.forEachChild(node, (child) => some(child, test) || undefined) ?? false);
}

function sharesNames(body: ts.Block): boolean {
  const functions = body.statements.flatMap((each) =>
    ts.isFunctionDeclaration(each) && each.name ? [each.name.text] : [],
  );
  if (functions.length === 0) return false;
  if (new Set(functions).size < functions.length) return true;
  return varNames(body).some((name) => functions.includes(name));
}

function varNames(node: ts.Node): string[] {
  const found: string[] = [];
  ts.forEachChild(node, (child) => {
    if (isFunction(child)) return;
    if (ts.isVariableDeclarationList(child) && !(child.flags & ts.NodeFlags.BlockScoped))
      for (const each of child.declarations) found.push(...boundNames(each.name));
    found.push(...varNames(child));
  });
  return found;
}

/** `let x` beside a parameter x is an error that a block would hide. */
function shadowsParameters(node: ts.FunctionLikeDeclaration, body: ts.Block): boolean {
  const parameters = new Set(node.parameters.flatMap((each) => boundNames(each.name)));
  return body.statements.some((statement) => {
    if (ts.isClassDeclaration(statement)) return statement.name !== undefined && parameters.has(statement.name.text);
    if (!ts.isVariableStatement(statement) || !(statement.declarationList.flags & ts.NodeFlags.BlockScoped))
      return false;
    return statement.declarationList.declarations.some((each) =>
      boundNames(each.name).some((name) => parameters.has(name)),
    );
  });
}
