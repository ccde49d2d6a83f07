/** Instruments what binds a variable or changes an object by its syntax: `=`, `+=`, `++`, `delete`. */
import { ts } from 'ts-morph';
import { keyName, plan, visitLink } from './expressions.ts';
import { planHolders } from './holders.ts';
import type { Visit } from './visit.ts';
import { factsOf, type Place, planRoot, unwrap, type Work } from './work.ts';

const {
  SyntaxKind,
  isArrayLiteralExpression,
  isBinaryExpression,
  isElementAccessExpression,
  isExpressionStatement,
  isIdentifier,
  isObjectLiteralExpression,
  isOptionalChain,
  isParenthesizedExpression,
  isPostfixUnaryExpression,
  isPrefixUnaryExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isShorthandPropertyAssignment,
  isSpreadAssignment,
  isSpreadElement,
} = ts;

const logicalAssignments = new Set([
  SyntaxKind.QuestionQuestionEqualsToken,
  SyntaxKind.BarBarEqualsToken,
  SyntaxKind.AmpersandAmpersandEqualsToken,
]);

export function isAssignment(node: ts.BinaryExpression): boolean {
  const kind = node.operatorToken.kind;
  return kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment;
}

export function isUpdate(node: ts.Node): node is ts.PrefixUnaryExpression | ts.PostfixUnaryExpression {
  if (!isPrefixUnaryExpression(node) && !isPostfixUnaryExpression(node)) return false;
  return node.operator === SyntaxKind.PlusPlusToken || node.operator === SyntaxKind.MinusMinusToken;
}

/** The identifiers that an assignment's left side binds. */
export function assignmentTargets(left: ts.Node): ts.Identifier[] {
  const node = unwrap(left);
  if (isIdentifier(node)) return [node];
  if (isBinaryExpression(node)) return assignmentTargets(node.left);
  if (isSpreadElement(node) || isSpreadAssignment(node)) return assignmentTargets(node.expression);
  if (isArrayLiteralExpression(node)) return node.elements.flatMap(assignmentTargets);
  if (isPropertyAssignment(node)) return assignmentTargets(node.initializer);
  if (isShorthandPropertyAssignment(node)) return [node.name];
  return isObjectLiteralExpression(node) ? node.properties.flatMap(assignmentTargets) : [];
}

export function instrumentAssignment(
  work: Work,
  node: ts.BinaryExpression,
  place: Place,
  visit: Visit,
  names: ts.Identifier[],
): void {
  const { out, prefix } = work;
  const left = unwrap(node.left);
  const augmented = node.operatorToken.kind !== SyntaxKind.EqualsToken;
  if (isPropertyAccessExpression(left) || isElementAccessExpression(left)) {
    const id = addChange(work, node, left, place);
    out.add(`${prefix}p.st(${place.scope},${id},`);
    out.copy(node.getStart(work.file), left.getStart(work.file));
    visitLink(work, left, { ...place, parent: id }, visit);
    out.copy(left.end, node.operatorToken.end);
    visit.rest(node, node.operatorToken.end, { ...place, parent: id });
    planChange(work, id, node, left, node.right);
    return;
  }
  const id = bindSite(work, node, place, augmented, names.map((each) => each.text).join(', '));
  out.add(`${prefix}p.k(${place.scope},${id},`);
  out.copy(node.getStart(work.file), node.operatorToken.end);
  visit.rest(node, node.operatorToken.end, { ...place, parent: id });
  const operands: [string, ts.Node][] = [['value', node.right]];
  const [only] = names;
  if (augmented && only) operands.unshift(['left', only]);
  plan(work, id, operands, null);
  bind(work, id, names);
  work.siteOf.set(node, id);
}

/** V8 places an update at its last token: what iterates over its value fails there. */
function lastNameOf(target: ts.Node, file: ts.SourceFile): number {
  return isPropertyAccessExpression(target) ? target.name.getStart(file) : target.end - 1;
}

export function instrumentUpdate(
  work: Work,
  node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression,
  place: Place,
  visit: Visit,
): void {
  const { out, prefix, file } = work;
  const target = unwrap(node.operand);
  const start = node.getStart(file);
  out.standFor(isPostfixUnaryExpression(node) ? node.operand.end : lastNameOf(target, file));
  if (isPropertyAccessExpression(target) || isElementAccessExpression(target)) {
    const id = addChange(work, node, target, place);
    out.add(`${prefix}p.st(${place.scope},${id},`);
    out.copy(start, target.getStart(file));
    visitLink(work, target, { ...place, parent: id }, visit);
    out.copy(target.end, node.end);
    planChange(work, id, node, target, undefined);
    return;
  }
  if (!isIdentifier(target)) {
    out.copy(start, node.end);
    return;
  }
  const id = bindSite(work, node, place, true, target.text);
  out.add(`${prefix}p.k(${place.scope},${id},`);
  out.copy(start, node.end);
  plan(work, id, [['left', target]], null);
  bind(work, id, [target]);
}

export function instrumentDelete(work: Work, node: ts.DeleteExpression, place: Place, visit: Visit): void {
  const { out, prefix, file } = work;
  const target = unwrap(node.expression);
  if (!isPropertyAccessExpression(target) && !isElementAccessExpression(target)) {
    out.copy(node.getStart(file), node.end);
    return;
  }
  const id = addChange(work, node, target, place);
  out.add(`${prefix}p.st(${place.scope},${id},`);
  out.copy(node.getStart(file), target.getStart(file));
  visitLink(work, target, { ...place, parent: id }, visit);
  out.copy(target.end, node.end);
  planChange(work, id, node, target, undefined, isOptionalChain(target));
}

type Link = ts.PropertyAccessExpression | ts.ElementAccessExpression;

function addChange(work: Work, node: ts.Node, left: Link, place: Place): number {
  const byKey = isElementAccessExpression(left);
  return work.addSite(
    place.parent,
    'expression',
    byKey ? 'setitem' : 'setattr',
    byKey ? keyName(left) : `.${left.name.text}`,
    node,
  );
}

function planChange(
  work: Work,
  id: number,
  node: ts.Node,
  left: Link,
  value: ts.Node | undefined,
  optional = false,
): void {
  const values: string[] = [];
  const operands: [string, ts.Node][] = [['receiver', left.expression]];
  if (isElementAccessExpression(left)) operands.push(['key', left.argumentExpression]);
  if (value) operands.push(['value', value]);
  plan(work, id, operands, optional ? null : values);
  const facts = factsOf(work, id);
  facts.changes = isLogical(node) ? 'maybe' : 'surely';
  const root = optional ? undefined : planRoot(work, left.expression, values);
  if (root) facts.root = root;
  const holders = planHolders(work, node, operands, optional, root?.[2], values);
  if (holders.length) facts.holders = holders;
  if (value && isPropertyAccessExpression(left) && left.expression.kind === SyntaxKind.ThisKeyword)
    facts.field = `this.${left.name.text}`;
  work.out.add(`${values.map((each) => `,${each}`).join('')})`);
}

/** `??=`, `||=`, `&&=`: assign only where the test says so. */
function isLogical(node: ts.Node): boolean {
  return isBinaryExpression(node) && logicalAssignments.has(node.operatorToken.kind);
}

/** A whole statement binds by its own site; an assignment inside an expression gets one. */
function bindSite(work: Work, node: ts.Node, place: Place, augmented: boolean, name: string): number {
  let at = node;
  while (isParenthesizedExpression(at.parent)) at = at.parent;
  if (isExpressionStatement(at.parent) && place.statement) return place.statement;
  return work.addSite(place.parent, 'statement', augmented ? 'augassign' : 'assign', name, node);
}

function bind(work: Work, id: number, names: ts.Identifier[]): void {
  const bound: [string, number][] = [];
  for (const name of names) {
    const found = work.find(name.text, name);
    if (!found) continue;
    bound.push([name.text, work.depth(name, found.owner)]);
    work.out.add(`,${name.text}`);
  }
  work.out.add(')');
  factsOf(work, id).bind = bound;
}
