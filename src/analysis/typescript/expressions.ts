/** Instruments expressions: each keeps its text, its order and its short circuits, and is handed to a probe when it has its value. */
import { ts } from 'ts-morph';
import type { SiteOp } from '../../protocol/runLog.ts';
import type { InputPlan } from '../analyzer.ts';
import {
  assignmentTargets,
  instrumentAssignment,
  instrumentDelete,
  instrumentUpdate,
  isAssignment,
  isUpdate,
} from './assignments.ts';
import { planHolders } from './holders.ts';
import { isFunction, isImportedModule } from './names.ts';
import type { Visit } from './visit.ts';
import { factsOf, type Place, planInput, planRoot, unwrap, type Work } from './work.ts';

const {
  SyntaxKind,
  isArrayLiteralExpression,
  isAwaitExpression,
  isBinaryExpression,
  isCallExpression,
  isClassExpression,
  isConditionalExpression,
  isDeleteExpression,
  isElementAccessExpression,
  isIdentifier,
  isLiteralExpression,
  isMetaProperty,
  isNewExpression,
  isNumericLiteral,
  isObjectLiteralExpression,
  isOmittedExpression,
  isOptionalChain,
  isParenthesizedExpression,
  isPrefixUnaryExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isShorthandPropertyAssignment,
  isSpreadAssignment,
  isSpreadElement,
  isStringLiteralLike,
  isTaggedTemplateExpression,
  isTemplateExpression,
  isYieldExpression,
  tokenToString,
} = ts;

const compares = new Set(['==', '!=', '===', '!==', '<', '>', '<=', '>=', 'in', 'instanceof']);
const logical = new Set(['&&', '||', '??']);

export function instrumentExpression(work: Work, node: ts.Node, place: Place, visit: Visit): boolean {
  if (isCallExpression(node) || isNewExpression(node) || isTaggedTemplateExpression(node))
    instrumentCall(work, node, place, visit);
  else if (isPropertyAccessExpression(node) || isElementAccessExpression(node))
    instrumentRead(work, node, place, visit);
  else if (isBinaryExpression(node)) return instrumentBinary(work, node, place, visit);
  else if (isUpdate(node)) instrumentUpdate(work, node, place, visit);
  else if (isDeleteExpression(node)) instrumentDelete(work, node, place, visit);
  else if (isPrefixUnaryExpression(node)) {
    if (isNumericLiteral(node.operand)) return false;
    operator(work, node, place, visit, 'unary', tokenToString(node.operator) ?? 'unary', [['operand', node.operand]]);
  } else if (isConditionalExpression(node)) {
    operator(work, node, place, visit, 'conditional', '?:', [
      ['condition', node.condition],
      ['value', node.whenTrue],
      ['value', node.whenFalse],
    ]);
  } else if (isTemplateExpression(node)) {
    operator(
      work,
      node,
      place,
      visit,
      'template',
      '`…`',
      node.templateSpans.map((span): [string, ts.Node] => ['part', span.expression]),
    );
  } else if (isArrayLiteralExpression(node)) {
    if (!node.elements.some((each) => !isConstant(each))) return false;
    operator(
      work,
      node,
      place,
      visit,
      'display',
      '[…]',
      node.elements.map((each): [string, ts.Node] => ['item', isSpreadElement(each) ? each.expression : each]),
    );
  } else if (isObjectLiteralExpression(node)) {
    const items = node.properties.flatMap(itemOf);
    if (items.length === 0) return false;
    operator(
      work,
      node,
      place,
      visit,
      'display',
      '{…}',
      items.map((each): [string, ts.Node] => ['item', each]),
    );
  } else if (isAwaitExpression(node)) instrumentAwait(work, node, place, visit);
  else if (isYieldExpression(node)) instrumentYield(work, node, place, visit);
  else return false;
  return true;
}

function itemOf(property: ts.ObjectLiteralElementLike): ts.Node[] {
  if (isPropertyAssignment(property)) return isConstant(property.initializer) ? [] : [property.initializer];
  if (isShorthandPropertyAssignment(property)) return [property.name];
  return isSpreadAssignment(property) ? [property.expression] : [];
}

export function isConstant(node: ts.Node): boolean {
  return (
    isLiteralExpression(node) ||
    isFunction(node) ||
    isClassExpression(node) ||
    isOmittedExpression(node) ||
    (isPrefixUnaryExpression(node) && isNumericLiteral(node.operand)) ||
    node.kind === SyntaxKind.TrueKeyword ||
    node.kind === SyntaxKind.FalseKeyword ||
    node.kind === SyntaxKind.NullKeyword
  );
}

function operator(
  work: Work,
  node: ts.Node,
  place: Place,
  visit: Visit,
  op: SiteOp,
  name: string,
  operands: [string, ts.Node][],
): void {
  const id = work.addSite(place.parent, 'expression', op, name, node);
  const { out, prefix } = work;
  out.add(`${prefix}p.o(${place.scope},${id},`);
  visit.children(node, { ...place, parent: id });
  const values: string[] = [];
  // conditions and `&&` may leave some of their operands out
  plan(work, id, operands, op === 'conditional' || op === 'boolean' ? null : values);
  out.add(`${values.map((each) => `,${each}`).join('')})`);
  work.siteOf.set(node, id);
}

export function plan(work: Work, id: number, operands: [string, ts.Node][], values: string[] | null): void {
  const inputs: InputPlan[] = [];
  for (const [role, operand] of operands) {
    const input = planInput(work, role, operand, values);
    if (input) inputs.push(input);
  }
  if (inputs.length) factsOf(work, id).in = inputs;
}

type Call = ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression;

function instrumentCall(work: Work, node: Call, place: Place, visit: Visit): void {
  const { out, prefix, file } = work;
  const callee = isTaggedTemplateExpression(node) ? node.tag : node.expression;
  const id = work.addSite(place.parent, 'expression', 'call', callName(node, callee), node);
  const inner = { ...place, parent: id };
  const open = isCallExpression(node) ? openingOf(node, callee, file) : undefined;
  if (open !== undefined) out.standFor(open);
  out.add(`${prefix}p.e(${prefix}p.b(${place.scope},${id}),`);
  visitCall(work, node, inner, visit);
  const values: string[] = [];
  const operands: [string, ts.Node][] = [];
  const target = unwrap(callee);
  if (!isNewExpression(node) && (isPropertyAccessExpression(target) || isElementAccessExpression(target)))
    operands.push(['receiver', target.expression]);
  else if (isIdentifier(target) || work.siteOf.has(target)) operands.push(['callee', target]);
  const given = isTaggedTemplateExpression(node) ? [] : [...(node.arguments ?? [])];
  for (const [index, each] of given.entries())
    operands.push(isSpreadElement(each) ? ['arg:*', each.expression] : [`arg:${index}`, each]);
  if (!isGlobal(work, target))
    factsOf(work, id).texts = given.flatMap((each) => (isStringLiteralLike(each) ? [each.text] : []));
  const optional = isCallExpression(node) && isOptionalChain(node);
  plan(work, id, operands, optional ? null : values);
  const reached = isPropertyAccessExpression(target) || isElementAccessExpression(target);
  // the root of a chain is read whatever comes of the chain
  const root = reached ? planRoot(work, target.expression, values) : undefined;
  if (root) factsOf(work, id).root = root;
  const holders = planHolders(work, node, operands, optional, root?.[2], values);
  if (holders.length) factsOf(work, id).holders = holders;
  const callbacks = given.flatMap((each) => (isFunction(each) ? [work.siteOf.get(each) ?? 0] : []));
  if (callbacks.some((each) => each > 0)) factsOf(work, id).callbacks = callbacks;
  const after = new Map(callbacks.flatMap((each) => work.facts[each]?.after ?? []));
  if (after.size > 0) {
    factsOf(work, id).after = [...after];
    values.push(...after.keys());
  }
  out.add(`${values.map((each) => `,${each}`).join('')})`);
  work.siteOf.set(node, id);
}

/** V8 places a call at its parenthesis where no name stands before it: there, what iterates over its result has its frame. */
function openingOf(call: ts.CallExpression, callee: ts.Expression, file: ts.SourceFile): number | undefined {
  if (!isParenthesizedExpression(callee) && !call.questionDotToken) return undefined;
  return call
    .getChildren(file)
    .find((each) => each.kind === SyntaxKind.OpenParenToken)
    ?.getStart(file);
}

/** `JSON.parse`, `console.log`, `Number`: what no file declares reaches no file. */
function isGlobal(work: Work, callee: ts.Node): boolean {
  let root: ts.Node = callee;
  while (isPropertyAccessExpression(root) || isElementAccessExpression(root)) root = unwrap(root.expression);
  return isIdentifier(root) && !isImportedModule(root.text) && !work.find(root.text, root);
}

/** The call itself, with its callee's text untouched as far as it names the function: V8 prints it in messages. */
function visitCall(work: Work, node: Call, place: Place, visit: Visit): void {
  const { out, file } = work;
  const callee = isTaggedTemplateExpression(node) ? node.tag : node.expression;
  out.copy(node.getStart(file), callee.getStart(file));
  if (isNewExpression(node)) out.copy(callee.getStart(file), callee.end);
  else visitCallee(work, callee, place, visit);
  if (isTaggedTemplateExpression(node)) {
    out.copy(callee.end, node.template.getStart(file));
    visit.children(node.template, place);
  } else visit.rest(node, callee.end, place);
}

function visitCallee(work: Work, callee: ts.Expression, place: Place, visit: Visit): void {
  if (isPropertyAccessExpression(callee) || isElementAccessExpression(callee)) visitLink(work, callee, place, visit);
  else if (isParenthesizedExpression(callee)) {
    work.out.copy(callee.getStart(work.file), callee.expression.getStart(work.file));
    visitCallee(work, callee.expression, place, visit);
    work.out.copy(callee.expression.end, callee.end);
  } else if (isCallExpression(callee) && isOptionalChain(callee)) visitCall(work, callee, place, visit);
  else visit.node(callee, place);
}

/** `a.b`, `a[b]` as a target or callee: the object and the key are instrumented, the access itself is not. */
export function visitLink(
  work: Work,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  place: Place,
  visit: Visit,
): void {
  const { expression } = node;
  const inChain = isOptionalChain(node) && !node.questionDotToken;
  if (inChain && (isPropertyAccessExpression(expression) || isElementAccessExpression(expression)))
    visitLink(work, expression, place, visit);
  else if (inChain && isCallExpression(expression)) visitCall(work, expression, place, visit);
  else visit.node(expression, place);
  if (isPropertyAccessExpression(node)) work.out.copy(expression.end, node.end);
  else visit.rest(node, expression.end, place);
}

function callName(node: Call, callee: ts.Expression): string {
  if (isNewExpression(node)) return `new ${lastName(callee)}()`;
  const target = unwrap(callee);
  const imported = importedName(target);
  if (imported !== undefined) return `${imported}()`;
  return isPropertyAccessExpression(target) || isElementAccessExpression(target)
    ? `.${lastName(target)}()`
    : `${lastName(target)}()`;
}

/** The name of a function of another module, as a bundler writes it: `(0, imports.clean)` or `imports.clean`. */
export function importedName(callee: ts.Node): string | undefined {
  let target: ts.Node = unwrap(callee);
  if (isBinaryExpression(target) && target.operatorToken.kind === SyntaxKind.CommaToken) target = target.right;
  if (!isPropertyAccessExpression(target) || !isIdentifier(target.expression)) return undefined;
  return isImportedModule(target.expression.text) ? target.name.text : undefined;
}

export function lastName(node: ts.Node): string {
  if (isIdentifier(node)) return node.text;
  if (isPropertyAccessExpression(node)) return node.name.text;
  if (isElementAccessExpression(node)) return keyName(node);
  if (isCallExpression(node)) return `${lastName(node.expression)}()`;
  if (node.kind === SyntaxKind.ThisKeyword) return 'this';
  if (node.kind === SyntaxKind.SuperKeyword) return 'super';
  if (node.kind === SyntaxKind.ImportKeyword) return 'import';
  return '…';
}

export function keyName(node: ts.ElementAccessExpression): string {
  const key = node.argumentExpression;
  return isStringLiteralLike(key) ? `["${key.text}"]` : isNumericLiteral(key) ? `[${key.text}]` : '[…]';
}

function instrumentRead(
  work: Work,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  place: Place,
  visit: Visit,
): void {
  const { out, prefix } = work;
  let root: ts.Node = node;
  while (isPropertyAccessExpression(root) || isElementAccessExpression(root)) root = unwrap(root.expression);
  const foreign = (isIdentifier(root) && !work.find(root.text, root)) || isMetaProperty(root);
  if (foreign) {
    visitLink(work, node, place, visit);
    return;
  }
  const byKey = isElementAccessExpression(node);
  const id = work.addSite(
    place.parent,
    'expression',
    byKey ? 'getitem' : 'attribute',
    byKey ? keyName(node) : `.${node.name.text}`,
    node,
  );
  out.add(`${prefix}p.x(${place.scope},${id},`);
  visitLink(work, node, { ...place, parent: id }, visit);
  const values: string[] = [];
  const operands: [string, ts.Node][] = [['receiver', node.expression]];
  if (byKey) operands.push(['key', node.argumentExpression]);
  plan(work, id, operands, isOptionalChain(node) ? null : values);
  out.add(`${values.map((each) => `,${each}`).join('')})`);
  work.siteOf.set(node, id);
}

function instrumentBinary(work: Work, node: ts.BinaryExpression, place: Place, visit: Visit): boolean {
  const name = node.operatorToken.getText(work.file);
  if (name === ',') return false;
  if (isAssignment(node)) {
    instrumentAssignment(work, node, place, visit, assignmentTargets(node.left));
    return true;
  }
  const op: SiteOp = compares.has(name) ? 'compare' : logical.has(name) ? 'boolean' : 'binary';
  if (isConstant(node.left) && isConstant(node.right)) return false;
  operator(work, node, place, visit, op, name, [
    ['left', node.left],
    ['right', node.right],
  ]);
  return true;
}

function instrumentAwait(work: Work, node: ts.AwaitExpression, place: Place, visit: Visit): void {
  const { out, prefix, file } = work;
  const id = work.addSite(place.parent, 'expression', 'await', 'await', node);
  out.add(`${prefix}p.aw(${place.scope},${id},`);
  out.copy(node.getStart(file), node.expression.getStart(file));
  out.add(` ${prefix}p.s(${place.scope},${id},`);
  visit.node(node.expression, { ...place, parent: id });
  out.add('))');
  plan(work, id, [['value', node.expression]], null);
  work.siteOf.set(node, id);
}

function instrumentYield(work: Work, node: ts.YieldExpression, place: Place, visit: Visit): void {
  const { out, prefix, file } = work;
  const id = work.addSite(place.parent, 'expression', 'await', 'yield', node);
  out.add(`${prefix}p.y(${place.scope},${id},`);
  if (node.expression) {
    out.copy(node.getStart(file), node.expression.getStart(file));
    out.add(` ${prefix}p.s(${place.scope},${id},`);
    visit.node(node.expression, { ...place, parent: id });
    out.add('))');
    plan(work, id, [['value', node.expression]], null);
  } else {
    out.add(`(${prefix}p.s(${place.scope},${id}),`);
    out.copy(node.getStart(file), node.end);
    out.add('))');
  }
}
