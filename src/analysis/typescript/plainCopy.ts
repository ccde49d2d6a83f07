/**
 * The second, uninstrumented body of a hot loop or function, written on one line so that the lines of the first body stay where
 * they are. Keeps only counters. Newlines that ended a statement become semicolons.
 */
import { ts } from 'ts-morph';
import { type FirstRuns, noRuns, writeRun } from './firstRuns.ts';
import { mayHaveLines } from './oneLine.ts';
import { eachWord, endsByNewline, hasLines, joinLines } from './words.ts';
import type { Work } from './work.ts';

const {
  forEachChild,
  SyntaxKind,
  isBlock,
  isCaseClause,
  isCaseOrDefaultClause,
  isCatchClause,
  isExpressionStatement,
  isStatement,
  isStringLiteral,
} = ts;

/** `runs`: branches whose first run is recorded. Tokens that are nodes are taken as they stand. */
export function copyPlain(work: Work, node: ts.Node, runs: FirstRuns = noRuns): void {
  const { out, text, file } = work;
  let last = -1;
  const space = (start: number) => {
    if (last >= 0 && start > last) {
      if (start === last + 1 && text[last] === ' ') out.copy(last, start);
      else out.add(' ');
    }
    last = start;
  };
  const between = (from: number, to: number) =>
    eachWord(text, from, to, (start, end) => {
      space(start);
      out.copy(start, end);
      last = end;
    });
  const token = (leaf: ts.Node) => {
    const start = leaf.getStart(file, false);
    if (leaf.end <= start) return;
    space(start);
    const body = mayHaveLines[leaf.kind] === 1 ? text.slice(start, leaf.end) : '';
    if (hasLines(body)) out.add(joinLines(body));
    else out.copy(start, leaf.end);
    last = leaf.end;
  };
  const walk = (each: ts.Node): void => {
    if (each.kind <= SyntaxKind.LastToken && !work.counters.has(each)) token(each);
    else walkNode(each);
  };
  /** Counts, and where the branch has not run before, runs it recorded: what follows is for when it has. */
  const count = (each: ts.Node, counter: number, end: string) => {
    const run = runs.of.get(each);
    if (!run) out.add(`${work.prefix}c[${counter}]++${end}`);
    else {
      out.add(`if(${work.prefix}c[${counter}]++===0)`);
      writeRun(work, run);
      out.add('else{');
    }
  };
  const countEnd = (each: ts.Node) => (runs.of.has(each) ? '}' : '');
  /** What it caught is told by its first run. */
  const isNamelessCatch = (each: ts.Node) =>
    runs.of.has(each) && isCatchClause(each.parent) && !each.parent.variableDeclaration;
  const walkNode = (each: ts.Node): void => {
    const marked = work.textRange(each);
    const counter = work.counters.get(each);
    const wrapped = counter !== undefined && !isBlock(each) && !isCaseOrDefaultClause(each);
    const [turn, loop] = [runs.turns.get(each), runs.loops.get(each)];
    if (turn) out.add(`{${turn}++;`);
    if (loop) out.add(`{let ${loop}=0;`);
    if (isNamelessCatch(each)) out.add(`(${work.prefix}e)`);
    // an expression body, or a branch that is a single statement
    if (wrapped) out.add(isStatement(each) ? '{' : '(');
    if (wrapped) count(each, counter, isStatement(each) ? ';' : ',');
    if (each.kind <= SyntaxKind.LastToken) token(each);
    else walkChildren(each, wrapped ? undefined : counter, marked);
    if (marked) out.endText();
    if (endsByNewline(each, text)) out.add(';');
    if (wrapped) out.add(isStatement(each) ? `}${countEnd(each)}` : ')');
    if (loop) out.add('}');
    if (turn) out.add('}');
  };
  const walkChildren = (each: ts.Node, counter: number | undefined, marked: [number, number] | undefined) => {
    let at = each.getStart(file);
    let begun = marked === undefined;
    const upTo = (child: ts.Node) => {
      if (!begun && marked && child.end > marked[0]) {
        between(at, marked[0]);
        space(marked[0]);
        out.beginText(...marked);
        at = marked[0];
        begun = true;
      }
      between(at, child.pos);
      at = child.end;
    };
    const visit = (child: ts.Node) => {
      upTo(child);
      walk(child);
    };
    if (counter === undefined) forEachChild(each, visit);
    else {
      if (isCaseClause(each)) visit(each.expression);
      const { statements } = each as ts.Block | ts.CaseOrDefaultClause;
      between(at, statements.pos);
      at = statements.pos;
      const directives = isBlock(each) ? directiveCount(statements) : 0;
      const begin = () => {
        out.add(';');
        count(each, counter, ';');
      };
      statements.forEach((statement, index) => {
        if (index === directives) begin();
        visit(statement);
      });
      if (directives === statements.length) begin();
      out.add(countEnd(each));
    }
    between(at, each.end);
  };
  walk(node);
}

export function directiveCount(statements: readonly ts.Statement[]): number {
  const at = statements.findIndex((each) => !(isExpressionStatement(each) && isStringLiteral(each.expression)));
  return at < 0 ? statements.length : at;
}
