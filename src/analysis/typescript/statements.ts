/** Instruments statements: each is a site; those that bind names, branch, return or throw also tell the runtime. */
import { ts } from 'ts-morph';
import type { SiteOp } from '../../protocol/runLog.ts';
import { isAssignment } from './assignments.ts';
import { instrumentIf, instrumentSwitch, instrumentTry } from './branches.ts';
import { importedName, keyName, lastName } from './expressions.ts';
import { planReturn } from './functions.ts';
import { instrumentLoop } from './loops.ts';
import { boundNames, isFunction, isImportedModule } from './names.ts';
import type { Visit } from './visit.ts';
import { factsOf, type Place, planInput, unwrap, type Work } from './work.ts';

const {
  SyntaxKind,
  isAwaitExpression,
  isBinaryExpression,
  isBlock,
  isCallExpression,
  isCaseOrDefaultClause,
  isClassExpression,
  isDeleteExpression,
  isElementAccessExpression,
  isExportAssignment,
  isExportDeclaration,
  isExpressionStatement,
  isIfStatement,
  isImportDeclaration,
  isIterationStatement,
  isLabeledStatement,
  isPostfixUnaryExpression,
  isPrefixUnaryExpression,
  isPropertyAccessExpression,
  isReturnStatement,
  isSourceFile,
  isStringLiteral,
  isSwitchStatement,
  isThrowStatement,
  isTryStatement,
  isVariableStatement,
  isWithStatement,
  isYieldExpression,
} = ts;

/** True where the statement was written; false where its children are to be gone through as they stand. */
export function instrumentStatement(work: Work, node: ts.Statement, place: Place, visit: Visit): boolean {
  const { out, prefix, file } = work;
  if (isIterationStatement(node, false)) instrumentLoop(work, node, node, place, visit);
  else if (isWithStatement(node)) out.copy(node.getStart(file), node.end);
  else if (isLabeledStatement(node)) return instrumentLabeled(work, node, place, visit);
  else if (isVariableStatement(node)) instrumentVariables(work, node, place, visit);
  else if (isIfStatement(node)) instrumentIf(work, node, place, visit);
  else if (isSwitchStatement(node)) instrumentSwitch(work, node, place, visit);
  else if (isTryStatement(node)) instrumentTry(work, node, place, visit);
  else if (isReturnStatement(node)) {
    const id = work.addSite(place.parent, 'statement', 'return', 'return', node);
    const { expression } = node;
    if (!expression || place.fn === work.file) {
      visit.children(node, { ...place, parent: id, statement: id });
      return true;
    }
    out.copy(node.getStart(file), expression.getStart(file));
    out.add(` ${prefix}p.rt(${place.frame},${id},`);
    asOneValue(work, expression, () => visit.node(expression, { ...place, parent: id, statement: id }));
    planReturn(work, id, expression);
    out.add(')');
    out.copy(expression.end, node.end);
  } else if (isThrowStatement(node)) {
    const id = work.addSite(place.parent, 'statement', 'raise', 'throw', node);
    out.copy(node.getStart(file), node.expression.getStart(file));
    out.add(` ${prefix}p.th(${place.scope},${id},`);
    asOneValue(work, node.expression, () => visit.node(node.expression, { ...place, parent: id, statement: id }));
    const input = planInput(work, 'value', node.expression, null);
    if (input) factsOf(work, id).in = [input];
    out.add(')');
    out.copy(node.expression.end, node.end);
  } else if (isExpressionStatement(node)) {
    if (isStringLiteral(node.expression)) return false;
    const id = work.addSite(place.parent, 'statement', ...statementName(unwrap(node.expression)), node);
    visit.children(node, { ...place, parent: id, statement: id });
  } else if (isImportDeclaration(node) || isExportDeclaration(node)) {
    work.addSite(place.parent, 'statement', 'import', 'import', node);
    out.copy(node.getStart(file), node.end);
  } else if (isExportAssignment(node)) {
    const id = work.addSite(place.parent, 'statement', 'expr', 'export default', node);
    visit.children(node, { ...place, parent: id, statement: id });
  } else return false;
  return true;
}

/** `return a, b` has one value; handed to a probe as it stands it would be two. */
function asOneValue(work: Work, expression: ts.Expression, write: () => void): void {
  const several = isBinaryExpression(expression) && expression.operatorToken.kind === SyntaxKind.CommaToken;
  if (several) work.out.add('(');
  write();
  if (several) work.out.add(')');
}

function statementName(node: ts.Expression): [SiteOp, string] {
  if (isBinaryExpression(node) && isAssignment(node)) {
    const plain = node.operatorToken.kind === SyntaxKind.EqualsToken;
    return [plain ? 'assign' : 'augassign', targetName(unwrap(node.left))];
  }
  if (isDeleteExpression(node)) return ['delete', targetName(unwrap(node.expression))];
  if (isPostfixUnaryExpression(node) || isPrefixUnaryExpression(node))
    return ['augassign', targetName(unwrap(node.operand))];
  if (isCallExpression(node)) return ['expr', `${calleeName(node.expression)}()`];
  if (isAwaitExpression(node)) return ['expr', `await ${statementName(unwrap(node.expression))[1]}`];
  if (isYieldExpression(node)) return ['yield', 'yield'];
  return ['expr', lastName(node)];
}

function targetName(node: ts.Node): string {
  if (isPropertyAccessExpression(node)) return `${lastName(node.expression)}.${node.name.text}`;
  if (isElementAccessExpression(node)) return `${lastName(node.expression)}${keyName(node)}`;
  return lastName(node);
}

function calleeName(node: ts.Node): string {
  const imported = importedName(node);
  if (imported !== undefined) return imported;
  const target = unwrap(node);
  return isPropertyAccessExpression(target)
    ? `${lastName(unwrap(target.expression))}.${target.name.text}`
    : lastName(target);
}

function instrumentLabeled(work: Work, node: ts.LabeledStatement, place: Place, visit: Visit): boolean {
  let inner: ts.Statement = node;
  while (isLabeledStatement(inner)) inner = inner.statement;
  if (!isIterationStatement(inner, false)) return false;
  instrumentLoop(work, node, inner, place, visit);
  return true;
}

function instrumentVariables(work: Work, node: ts.VariableStatement, place: Place, visit: Visit): void {
  const { out, prefix, file } = work;
  const list = node.declarationList;
  const label = list.declarations.flatMap((each) => boundNames(each.name)).join(', ');
  if (isImportedModule(label)) {
    work.addSite(place.parent, 'statement', 'import', 'import', node);
    out.copy(node.getStart(file), node.end);
    return;
  }
  const first = work.addSite(place.parent, 'statement', 'assign', label, node);
  const binds: string[] = [];
  let at = node.getStart(file);
  list.declarations.forEach((each, index) => {
    const { initializer } = each;
    const names = boundNames(each.name);
    const id = index === 0 ? first : work.addSite(place.parent, 'statement', 'assign', names.join(', '), each);
    if (!initializer) return;
    out.copy(at, initializer.getStart(file));
    visit.node(initializer, { ...place, parent: id, statement: id });
    at = initializer.end;
    const value = unwrap(initializer);
    if (isFunction(value) || isClassExpression(value)) return;
    const input = planInput(work, 'value', initializer, null);
    const facts = factsOf(work, id);
    if (input) facts.in = [input];
    facts.bind = names.map((name) => [name, bindDepth(work, name, each)]);
    binds.push(`${prefix}p.d(${place.scope},${id},${names.join(',')});`);
  });
  out.copy(at, node.end);
  const { parent } = node;
  if (binds.length && (isBlock(parent) || isSourceFile(parent) || isCaseOrDefaultClause(parent)))
    out.add(`;${binds.join('')}`);
}

function bindDepth(work: Work, name: string, from: ts.Node): number {
  const found = work.find(name, from);
  return found ? work.depth(from, found.owner) : 0;
}
