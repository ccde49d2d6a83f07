/** Statements that may run or not: each is a site with a count, and with what its first run needs (firstRuns.ts). */
import { ts } from 'ts-morph';
import type { SiteOp } from '../../protocol/runLog.ts';
import { isCopied, openText } from './firstRuns.ts';
import type { Visit } from './visit.ts';
import { type Branch, factsOf, type Place, type Work } from './work.ts';

const { SyntaxKind, isBlock, isCaseClause, isFunctionDeclaration, isIdentifier } = ts;

export function instrumentIf(work: Work, node: ts.IfStatement, place: Place, visit: Visit): void {
  const { out, file } = work;
  const statement = work.addSite(place.parent, 'statement', 'expr', 'if', node);
  out.copy(node.getStart(file), node.expression.getStart(file));
  visit.node(node.expression, { ...place, parent: statement, statement: 0 });
  out.copy(node.expression.end, node.thenStatement.getStart(file));
  branch(work, node.thenStatement, 'then', 'if', { ...place, parent: statement }, visit);
  if (!node.elseStatement) return;
  out.copy(node.thenStatement.end, node.elseStatement.getStart(file));
  branch(work, node.elseStatement, 'else', 'else', { ...place, parent: statement }, visit);
}

function branch(work: Work, node: ts.Statement, op: SiteOp, name: string, place: Place, visit: Visit): void {
  const { out } = work;
  if (isFunctionDeclaration(node)) {
    visit.children(node, place);
    return;
  }
  const id = work.addSite(place.parent, 'branch', op, name, node);
  work.counters.set(node, id);
  if (isBlock(node)) block(work, node, id, place, visit, '');
  else {
    const first = begin(work, node, id);
    out.add('{');
    count(work, first, place);
    visit.node(node, { ...place, parent: id });
    out.add('}');
    end(work, first);
  }
}

/** `then`: what else is done when it begins. */
function block(work: Work, node: ts.Block, site: number, place: Place, visit: Visit, then: string): void {
  const { out, file } = work;
  const start = node.getStart(file);
  const first = begin(work, node, site);
  out.copy(start, start + 1);
  count(work, first, place);
  out.add(then);
  first.length += then.length;
  visit.rest(node, start + 1, { ...place, parent: site });
  end(work, first);
}

/** Runs whenever what stands before it does: no first run of it is told apart. */
function always(work: Work, node: ts.Block, site: number, place: Place, visit: Visit): void {
  const { out, file, prefix } = work;
  const start = node.getStart(file);
  work.counters.set(node, site);
  out.copy(start, start + 1);
  out.add(`${prefix}c[${site}]++;`);
  visit.rest(node, start + 1, { ...place, parent: site });
}

function begin({ out }: Work, node: ts.Node, site: number): Branch {
  return { node, site, from: out.beginPieces(), count: -1, to: 0, length: out.length() };
}

/** Where the body of a loop is there once, it goes on recorded from a branch on that has not run before. */
function count(work: Work, branch: Branch, place: Place): void {
  const { out, prefix } = work;
  const loop = work.alone.get(place.scope);
  branch.count = out.mark();
  const counter = `${prefix}c[${branch.site}]++`;
  out.add(
    loop ? `if(${counter}===0&&${place.scope}.i<0){${openText(work, branch, loop, branch.node)}}` : `${counter};`,
  );
  branch.length += `${counter};`.length;
}

function end(work: Work, branch: Branch): void {
  const { out, file } = work;
  branch.to = out.endPieces();
  branch.length = out.length() - branch.length;
  if (isCopied(branch, file)) work.branches.push(branch);
}

export function instrumentSwitch(work: Work, node: ts.SwitchStatement, place: Place, visit: Visit): void {
  const { out, file } = work;
  const statement = work.addSite(place.parent, 'statement', 'expr', 'switch', node);
  out.copy(node.getStart(file), node.expression.getStart(file));
  visit.node(node.expression, { ...place, parent: statement, statement: 0 });
  let at = node.expression.end;
  for (const clause of node.caseBlock.clauses) {
    const id = work.addSite(statement, 'branch', 'case', isCaseClause(clause) ? 'case' : 'default', clause);
    work.counters.set(clause, id);
    const colon = clause.getChildren(file).find((each) => each.kind === SyntaxKind.ColonToken)?.end ?? clause.end;
    out.copy(at, colon);
    const first = begin(work, clause, id);
    count(work, first, place);
    visit.rest(clause, colon, { ...place, parent: id });
    end(work, first);
    at = clause.end;
  }
  out.copy(at, node.end);
}

export function instrumentTry(work: Work, node: ts.TryStatement, place: Place, visit: Visit): void {
  const { out, prefix, file } = work;
  const id = work.addSite(place.parent, 'branch', 'try', 'try', node);
  out.copy(node.getStart(file), node.tryBlock.getStart(file));
  always(work, node.tryBlock, id, place, visit);
  let at = node.tryBlock.end;
  const clause = node.catchClause;
  if (clause) {
    const site = work.addSite(id, 'branch', 'except', 'catch', clause);
    work.counters.set(clause.block, site);
    const name = clause.variableDeclaration?.name;
    if (name && isIdentifier(name)) factsOf(work, site).bind = [[name.text, 0]];
    out.copy(at, clause.block.getStart(file));
    // `catch {` gets a name for what it caught, so that the steps it went through can say it
    if (!name) out.add(`(${prefix}e)`);
    const caught = !name ? `,${prefix}e` : isIdentifier(name) ? `,${name.text}` : '';
    block(work, clause.block, site, place, visit, `${prefix}p.ca(${place.scope},${site}${caught});`);
    at = clause.end;
  }
  if (node.finallyBlock) {
    const site = work.addSite(id, 'branch', 'finally', 'finally', node.finallyBlock);
    out.copy(at, node.finallyBlock.getStart(file));
    always(work, node.finallyBlock, site, place, visit);
    at = node.finallyBlock.end;
  }
  out.copy(at, node.end);
}
