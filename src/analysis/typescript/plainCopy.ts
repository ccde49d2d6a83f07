/**
 * The second, uninstrumented body of a hot loop or function, written on one line so that the lines of the first body stay where
 * they are. Keeps only counters. Newlines that ended a statement become semicolons.
 */
import { ts } from 'ts-morph';
import type { Work } from './work.ts';

const endsByNewline = new Set([
  ts.SyntaxKind.ExpressionStatement,
  ts.SyntaxKind.VariableStatement,
  ts.SyntaxKind.ReturnStatement,
  ts.SyntaxKind.ThrowStatement,
  ts.SyntaxKind.BreakStatement,
  ts.SyntaxKind.ContinueStatement,
  ts.SyntaxKind.DebuggerStatement,
  ts.SyntaxKind.DoStatement,
  ts.SyntaxKind.PropertyDeclaration,
]);

const lineEnd = /[\n\r\u2028\u2029]/;

export function copyPlain(work: Work, node: ts.Node): void {
  const { out, text, file } = work;
  let last = -1;
  const space = (start: number) => {
    if (last >= 0 && start > last) out.add(' ');
    last = start;
  };
  const token = (leaf: ts.Node) => {
    const start = leaf.getStart(file, false);
    space(start);
    const body = text.slice(start, leaf.end);
    if (lineEnd.test(body)) out.add(joinLines(body));
    else out.copy(start, leaf.end);
    last = leaf.end;
  };
  const walk = (each: ts.Node): void => {
    if (each.kind >= ts.SyntaxKind.FirstJSDocNode && each.kind <= ts.SyntaxKind.LastJSDocNode) return;
    const marked = work.textRange(each);
    if (marked && marked[0] === each.getStart(file)) {
      space(marked[0]);
      out.beginText(...marked);
    }
    const counter = work.counters.get(each);
    if (counter !== undefined && !ts.isBlock(each) && !ts.isCaseOrDefaultClause(each)) {
      // an expression body, or a branch that is a single statement
      if (ts.isStatement(each)) out.add(`{${work.prefix}c[${counter}]++;`);
      else out.add(`(${work.prefix}c[${counter}]++,`);
    }
    const children = each.getChildren(file);
    if (children.length === 0) {
      if (each.end > each.getStart(file, false)) token(each);
    } else walkChildren(each, children, counter, marked);
    if (endsByNewline.has(each.kind) && text[each.end - 1] !== ';') out.add(';');
    if (counter !== undefined && !ts.isBlock(each) && !ts.isCaseOrDefaultClause(each))
      out.add(ts.isStatement(each) ? '}' : ')');
    if (marked) out.endText();
  };
  const walkChildren = (
    each: ts.Node,
    children: readonly ts.Node[],
    counter: number | undefined,
    marked: [number, number] | undefined,
  ) => {
    let pending = counter !== undefined && (ts.isBlock(each) || ts.isCaseOrDefaultClause(each));
    let begun = marked === undefined || marked[0] === each.getStart(file);
    children.forEach((child) => {
      if (!begun && marked && child.getStart(file) >= marked[0]) {
        space(child.getStart(file));
        out.beginText(...marked);
        begun = true;
      }
      if (pending && child.kind === ts.SyntaxKind.SyntaxList && (ts.isBlock(each) || child.pos >= colonEnd(each))) {
        pending = false;
        const statements = (each as ts.Block).statements;
        const directives = ts.isBlock(each) ? directiveCount(statements) : 0;
        statements.forEach((statement, index) => {
          if (index === directives) out.add(`;${work.prefix}c[${counter}]++;`);
          walk(statement);
        });
        if (directives === statements.length) out.add(`;${work.prefix}c[${counter}]++;`);
        return;
      }
      walk(child);
    });
  };
  const colonEnd = (clause: ts.Node) =>
    ts.isCaseClause(clause) ? clause.expression.end + 1 : clause.getStart(file) + 'default'.length;
  walk(node);
}

/** A string or template of several lines, on one: a line that a backslash continues leaves nothing behind. */
function joinLines(text: string): string {
  return text.replace(/\\(?:\r\n|[\s\S])|\r\n|[\n\r\u2028\u2029]/g, (part) => {
    if (part.startsWith('\\')) return lineEnd.test(part) ? '' : part;
    return part === '\u2028' ? '\\u2028' : part === '\u2029' ? '\\u2029' : '\\n';
  });
}

export function directiveCount(statements: readonly ts.Statement[]): number {
  const at = statements.findIndex((each) => !(ts.isExpressionStatement(each) && ts.isStringLiteral(each.expression)));
  return at < 0 ? statements.length : at;
}
