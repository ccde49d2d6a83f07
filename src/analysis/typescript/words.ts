/** The words of a range of source: what stands between them, spaces and comments, may be left out. */
import { ts } from 'ts-morph';
import { kinds } from './names.ts';

const { SyntaxKind } = ts;

const ended = kinds(
  SyntaxKind.ExpressionStatement,
  SyntaxKind.VariableStatement,
  SyntaxKind.ReturnStatement,
  SyntaxKind.ThrowStatement,
  SyntaxKind.BreakStatement,
  SyntaxKind.ContinueStatement,
  SyntaxKind.DebuggerStatement,
  SyntaxKind.DoStatement,
  SyntaxKind.PropertyDeclaration,
);

/** Whether on one line a semicolon must stand behind it. */
export function endsByNewline(node: ts.Node, text: string): boolean {
  return ended[node.kind] === 1 && text[node.end - 1] !== ';';
}

/**
 * Text between nodes holds only keywords, punctuation and what is no code, so that it is read as words: to ask the tree for those tokens
 * would make a node of each.
 */
export function eachWord(text: string, from: number, to: number, take: (start: number, end: number) => void): void {
  let at = from;
  while (at < to) {
    const next = startOfWord(text, at, to);
    if (next >= to) return;
    at = endOfWord(text, next, to);
    take(next, at);
  }
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

const lineEnd = /[\n\r\u2028\u2029]/;

export function hasLines(text: string): boolean {
  return lineEnd.test(text);
}

/** A string or template of several lines, on one: a line that a backslash continues leaves nothing behind. */
export function joinLines(text: string): string {
  return text.replace(/\\(?:\r\n|[\s\S])|\r\n|[\n\r\u2028\u2029]/g, (part) => {
    if (part.startsWith('\\')) return lineEnd.test(part) ? '' : part;
    return part === '\u2028' ? '\\u2028' : part === '\u2029' ? '\\u2029' : '\\n';
  });
}
