/**
 * Where a variable's value came from, or was put, as far as the text of one file tells: what is reached through it may be held by what
 * those names hold (`const group = groups.get(key)`, `for (const row of rows)`, `rows.push(row)`). Whether it is, the runtime looks.
 */
import { ts } from 'ts-morph';
import { assignmentTargets, isAssignment } from './assignments.ts';
import { boundNames, type Declaration, isFunction } from './names.ts';
import { unwrap } from './work.ts';

/** `surely`: who reads the variable knows that this was read before, so it is initialised. */
export interface Source {
  name: ts.Identifier | ts.ThisExpression;
  surely: boolean;
}

export type Sources = Map<Declaration, Source[]>;

const MOST = 8;

export function collectSources(
  file: ts.SourceFile,
  find: (name: string, from: ts.Node) => Declaration | undefined,
): Sources {
  const sources: Sources = new Map();
  const add = (names: string[], at: ts.Node, found: Source[], given = false) => {
    for (const name of names) {
      const declared = find(name, at);
      if (!declared) continue;
      const known = sources.get(declared) ?? [];
      sources.set(declared, known);
      for (const each of found)
        if (known.length < MOST && !known.some((other) => other.name.getText(file) === each.name.getText(file)))
          // a `var` may be read before its declaration ran
          known.push({ name: each.name, surely: each.surely && (given || declared.lexical) });
    }
  };
  const put = (values: ts.Node[], into: ts.Node | undefined) => {
    const [holder] = into ? sourcesOf(into) : [];
    if (!holder?.surely) return;
    for (const value of values)
      for (const { name } of namesIn(value))
        if (ts.isIdentifier(name)) add([name.text], name, [{ name: holder.name, surely: false }]);
  };
  const walk = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.initializer) {
      add(boundNames(node.name), node, sourcesOf(node.initializer));
      if (ts.isIdentifier(node.name) && isPutTogether(node.initializer)) put([node.initializer], node.name);
    } else if (ts.isForOfStatement(node) && ts.isVariableDeclarationList(node.initializer)) {
      for (const each of node.initializer.declarations)
        add(boundNames(each.name), node.statement, sourcesOf(node.expression));
    } else if (ts.isBinaryExpression(node) && isAssignment(node)) {
      for (const target of isHandedOn(node) ? assignmentTargets(node.left) : [])
        add([target.text], target, unsure(sourcesOf(node.right)));
      const left = unwrap(node.left);
      if (isLink(left)) put([node.right], left.expression);
      else if (ts.isIdentifier(left) && isPutTogether(node.right)) put([node.right], left);
    } else if (ts.isCallExpression(node)) {
      const callee = unwrap(node.expression);
      if (isLink(callee)) put([...node.arguments], callee.expression);
      for (const each of node.arguments) {
        if (!isFunction(each) || !isLink(callee)) continue;
        const given = [...sourcesOf(callee.expression), ...unsure(node.arguments.flatMap(namesIn))];
        add(
          each.parameters.flatMap(({ name }) => boundNames(name)),
          each.body ?? each,
          given,
          true,
        );
      }
    }
    ts.forEachChild(node, walk);
  };
  walk(file);
  return sources;
}

type Link = ts.PropertyAccessExpression | ts.ElementAccessExpression;

export function isLink(node: ts.Node): node is Link {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

/** `=`, `??=`, `||=`, `&&=`: others compute something new. */
function isHandedOn({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return (
    kind === ts.SyntaxKind.EqualsToken ||
    kind === ts.SyntaxKind.QuestionQuestionEqualsToken ||
    kind === ts.SyntaxKind.BarBarEqualsToken ||
    kind === ts.SyntaxKind.AmpersandAmpersandEqualsToken
  );
}

function isPutTogether(node: ts.Node): boolean {
  const value = unwrap(node);
  return ts.isObjectLiteralExpression(value) || ts.isArrayLiteralExpression(value) || ts.isNewExpression(value);
}

const unsure = (found: Source[]): Source[] => found.map(({ name }) => ({ name, surely: false }));

/** The names that a value was reached through or made of. The first is read before anything else is. */
export function sourcesOf(expression: ts.Node): Source[] {
  const node = unwrap(expression);
  if (ts.isIdentifier(node)) return [{ name: node, surely: true }];
  if (node.kind === ts.SyntaxKind.ThisKeyword) return [{ name: node as ts.ThisExpression, surely: true }];
  if (isLink(node)) return sourcesOf(node.expression);
  if (ts.isAwaitExpression(node)) return sourcesOf(node.expression);
  if (ts.isCallExpression(node))
    return [
      ...(isLink(unwrap(node.expression)) ? sourcesOf(node.expression) : []),
      ...unsure(node.arguments.flatMap(namesIn)),
    ];
  if (ts.isNewExpression(node)) return unsure((node.arguments ?? []).flatMap(namesIn));
  if (ts.isBinaryExpression(node)) {
    if (isAssignment(node)) return unsure([...sourcesOf(node.right), ...sourcesOf(node.left)]);
    const word = node.operatorToken.kind;
    const either =
      word === ts.SyntaxKind.QuestionQuestionToken ||
      word === ts.SyntaxKind.BarBarToken ||
      word === ts.SyntaxKind.AmpersandAmpersandToken;
    return either ? [...sourcesOf(node.left), ...unsure(sourcesOf(node.right))] : [];
  }
  if (ts.isConditionalExpression(node)) return unsure([...sourcesOf(node.whenTrue), ...sourcesOf(node.whenFalse)]);
  return namesIn(node);
}

/** Names that stand in a value as themselves, also inside of literals and spread. */
function namesIn(expression: ts.Node): Source[] {
  const node = unwrap(expression);
  if (ts.isIdentifier(node)) return [{ name: node, surely: false }];
  if (ts.isSpreadElement(node) || ts.isSpreadAssignment(node)) return namesIn(node.expression);
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(namesIn);
  if (ts.isNewExpression(node)) return (node.arguments ?? []).flatMap(namesIn);
  if (ts.isBinaryExpression(node) && isAssignment(node))
    return assignmentTargets(node.left).map((name) => ({ name, surely: false }));
  if (isLink(node)) return unsure(sourcesOf(node.expression));
  if (!ts.isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap((each) => {
    if (ts.isPropertyAssignment(each)) return namesIn(each.initializer);
    if (ts.isShorthandPropertyAssignment(each)) return [{ name: each.name, surely: false }];
    return ts.isSpreadAssignment(each) ? namesIn(each) : [];
  });
}
