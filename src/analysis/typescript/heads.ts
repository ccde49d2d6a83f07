/**
 * Instruments the heads of loops. What runs once is told with what stands around the loop; what runs in each turn is there twice, as the
 * body is: recorded with the turn that it leads to (in `do`, with the one that it ends), plain where that turn is.
 */
import { ts } from 'ts-morph';
import { assignmentTargets, isAssignment, isUpdate } from './assignments.ts';
import { isFunction } from './names.ts';
import { copyPlain } from './plainCopy.ts';
import type { Visit } from './visit.ts';
import { factsOf, type Place, planInput, unwrap, type Work } from './work.ts';

export interface Head {
  node: ts.IterationStatement;
  site: number;
  /** Inside the loop, and around it. */
  inner: Place;
  outer: Place;
  /** Whether the turn ahead is recorded, as an expression: the loop is told that its head runs. */
  asks: string;
}

/** Writes the head, up to the body; of a `do` that is the word alone. */
export function instrumentHead(work: Work, head: Head, visit: Visit): void {
  const { out, file } = work;
  const { node, outer } = head;
  let at = node.getStart(file);
  const write = (part: ts.Node | undefined, instrument: (part: ts.Expression) => void) => {
    if (!part) return;
    out.copy(at, part.getStart(file));
    instrument(part as ts.Expression);
    at = part.end;
  };
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) write(node.expression, (part) => visit.node(part, outer));
  else if (ts.isWhileStatement(node)) write(node.expression, (part) => eachTurn(work, head, part, visit));
  else if (ts.isForStatement(node)) {
    const { initializer } = node;
    if (initializer && ts.isVariableDeclarationList(initializer)) {
      for (const each of initializer.declarations)
        write(each.initializer, (part) => initial(work, head, each, part, visit));
    } else write(initializer, (part) => (isCounting(part) ? copy(work, part) : visit.node(part, outer)));
    write(node.condition, (part) => eachTurn(work, head, part, visit));
    write(node.incrementor, (part) => eachTurn(work, head, part, visit));
  }
  out.copy(at, node.statement.getStart(file));
}

/** The test of a `do`, which stands behind its body. */
export function instrumentTest(work: Work, head: Head, node: ts.DoStatement, visit: Visit): void {
  work.out.copy(node.statement.end, node.expression.getStart(work.file));
  eachTurn(work, head, node.expression, visit);
  work.out.copy(node.expression.end, node.end);
}

function copy(work: Work, node: ts.Node): void {
  work.out.copy(node.getStart(work.file), node.end);
}

function eachTurn(work: Work, { site, inner, asks }: Head, node: ts.Expression, visit: Visit): void {
  const { out } = work;
  if (isCounting(node) || work.cannotCopy(node)) {
    copy(work, node);
    return;
  }
  note(work, site, namesBound(node));
  out.add(`(${asks}?(`);
  visit.node(node, inner);
  out.add('):(');
  copyPlain(work, node);
  out.add('))');
}

/** `let job = queue.shift()`: told as a declaration is, before the first turn. */
function initial(work: Work, head: Head, declared: ts.VariableDeclaration, node: ts.Expression, visit: Visit): void {
  const { out, prefix } = work;
  const { outer, site } = head;
  const value = unwrap(node);
  if (isCounting(node) || isFunction(value) || ts.isClassExpression(value)) {
    copy(work, node);
    return;
  }
  if (!ts.isIdentifier(declared.name)) {
    visit.node(node, outer);
    return;
  }
  const name = declared.name.text;
  const id = work.addSite(site, 'statement', 'assign', name, declared);
  out.add(`${prefix}p.h(${outer.scope},${id},`);
  visit.node(node, { ...outer, parent: id, statement: id });
  out.add(')');
  const facts = factsOf(work, id);
  const input = planInput(work, 'value', node, null);
  if (input) facts.in = [input];
  facts.bind = [[name, 0]];
  note(work, site, [name]);
}

function note(work: Work, site: number, names: string[]): void {
  const facts = factsOf(work, site);
  if (names.length > 0) facts.heads = [...new Set([...(facts.heads ?? []), ...names])];
}

/** Variables that an expression binds. */
function namesBound(node: ts.Node): string[] {
  if (isFunction(node) || ts.isClassLike(node)) return [];
  const own = ts.isBinaryExpression(node) && isAssignment(node) ? assignmentTargets(node.left) : [];
  const updated = isUpdate(node) ? unwrap(node.operand) : undefined;
  const names = [...own, ...(updated && ts.isIdentifier(updated) ? [updated] : [])].map(({ text }) => text);
  ts.forEachChild(node, (child) => {
    names.push(...namesBound(child));
  });
  return names;
}

/** Only counts and compares names, numbers and lengths: the loop's own count and variables tell that. */
function isCounting(expression: ts.Node): boolean {
  const node = unwrap(expression);
  if (ts.isIdentifier(node) || ts.isLiteralExpression(node) || node.kind === ts.SyntaxKind.ThisKeyword) return true;
  if (ts.isPropertyAccessExpression(node))
    return (
      !node.questionDotToken && /^(?:length|size)$/.test(node.name.text) && ts.isIdentifier(unwrap(node.expression))
    );
  if (isUpdate(node)) return ts.isIdentifier(unwrap(node.operand));
  if (ts.isPrefixUnaryExpression(node)) return isCounting(node.operand);
  if (ts.isBinaryExpression(node)) return isCounting(node.left) && isCounting(node.right);
  if (
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword
  )
    return true;
  return false;
}
