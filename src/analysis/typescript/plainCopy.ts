/**
 * The second, uninstrumented body of a hot loop or function, written on one line so that the lines of the first body stay where
 * they are. Keeps only counters. Newlines that ended a statement become semicolons.
 */
import { ts } from 'ts-morph';
import { kinds } from './names.ts';
import type { Work } from './work.ts';

const {
  forEachChild,
  SyntaxKind,
  isBlock,
  isCaseClause,
  isCaseOrDefaultClause,
  isExpressionStatement,
  isStatement,
  isStringLiteral,
} = ts;

const endsByNewline = new Set([
  SyntaxKind.ExpressionStatement,
  SyntaxKind.VariableStatement,
  SyntaxKind.ReturnStatement,
  SyntaxKind.ThrowStatement,
  SyntaxKind.BreakStatement,
  SyntaxKind.ContinueStatement,
  SyntaxKind.DebuggerStatement,
  SyntaxKind.DoStatement,
  SyntaxKind.PropertyDeclaration,
]);

const lineEnd = /[\n\r\u2028\u2029]/;
const mayHaveLines = kinds(
  SyntaxKind.StringLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.TemplateHead,
  SyntaxKind.TemplateMiddle,
  SyntaxKind.TemplateTail,
);

/**
 * Tokens that are nodes are taken as they stand; between nodes stand only keywords, punctuation and what is no code, so that text is
 * read as words: to ask the tree for those tokens would make a node of each.
 */
export function copyPlain(work: Work, node: ts.Node): void {
  const { out, text, file } = work;
  let last = -1;
  const space = (start: number) => {
    if (last >= 0 && start > last) {
      if (start === last + 1 && text[last] === ' ') out.copy(last, start);
      else out.add(' ');
    }
    last = start;
  };
  const between = (from: number, to: number) => {
    let at = from;
    while (at < to) {
      const next = startOfWord(text, at, to);
      if (next >= to) return;
      at = endOfWord(text, next, to);
      space(next);
      out.copy(next, at);
      last = at;
    }
  };
  const token = (leaf: ts.Node) => {
    const start = leaf.getStart(file, false);
    if (leaf.end <= start) return;
    space(start);
    const body = mayHaveLines[leaf.kind] === 1 ? text.slice(start, leaf.end) : '';
    if (lineEnd.test(body)) out.add(joinLines(body));
    else out.copy(start, leaf.end);
    last = leaf.end;
  };
  const walk = (each: ts.Node): void => {
    if (each.kind <= SyntaxKind.LastToken && !work.counters.has(each)) token(each);
    else walkNode(each);
  };
  const walkNode = (each: ts.Node): void => {
    const marked = work.textRange(each);
    const counter = work.counters.get(each);
    const wrapped = counter !== undefined && !isBlock(each) && !isCaseOrDefaultClause(each);
    // an expression body, or a branch that is a single statement
    if (wrapped) out.add(isStatement(each) ? `{${work.prefix}c[${counter}]++;` : `(${work.prefix}c[${counter}]++,`);
    if (each.kind <= SyntaxKind.LastToken) token(each);
    else walkChildren(each, wrapped ? undefined : counter, marked);
    if (marked) out.endText();
    if (endsByNewline.has(each.kind) && text[each.end - 1] !== ';') out.add(';');
    if (wrapped) out.add(isStatement(each) ? '}' : ')');
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
      statements.forEach((statement, index) => {
        if (index === directives) out.add(`;${work.prefix}c[${counter}]++;`);
        visit(statement);
      });
      if (directives === statements.length) out.add(`;${work.prefix}c[${counter}]++;`);
    }
    between(at, each.end);
  };
  walk(node);
}

/** Behind spaces and comments. */
function startOfWord(text: string, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (code === SLASH) {
      const block = text.charCodeAt(at + 1) === STAR;
      const end = block ? text.indexOf('*/', at + 2) + 2 : endOfLine(text, at);
      at = end;
    } else if (isSpace(code)) at++;
    else return at;
  }
  return at;
}

function endOfWord(text: string, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (code === SLASH || isSpace(code)) return at;
    at++;
  }
  return at;
}

const [SLASH, STAR, SPACE, TILDE] = [0x2f, 0x2a, 0x20, 0x7e];

/** All that is written between nodes is in ASCII, except for unusual spaces. */
function isSpace(code: number): boolean {
  return code <= SPACE || code > TILDE;
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || code === 0x0d || code === 0x2028 || code === 0x2029) return at;
    at++;
  }
  return at;
}

/** A string or template of several lines, on one: a line that a backslash continues leaves nothing behind. */
function joinLines(text: string): string {
  return text.replace(/\\(?:\r\n|[\s\S])|\r\n|[\n\r\u2028\u2029]/g, (part) => {
    if (part.startsWith('\\')) return lineEnd.test(part) ? '' : part;
    return part === '\u2028' ? '\\u2028' : part === '\u2029' ? '\\u2029' : '\\n';
  });
}

export function directiveCount(statements: readonly ts.Statement[]): number {
  const at = statements.findIndex((each) => !(isExpressionStatement(each) && isStringLiteral(each.expression)));
  return at < 0 ? statements.length : at;
}
