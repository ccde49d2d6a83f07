/** Copies ranges of the source on one line: without comments, and with its line ends as spaces. Who copies ends statements. */
import { ts } from 'ts-morph';
import { kinds } from './names.ts';
import type { Output } from './output.ts';
import { eachWord, hasLines, joinLines } from './words.ts';

const { forEachChild, SyntaxKind } = ts;

export const mayHaveLines = kinds(
  SyntaxKind.StringLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.TemplateHead,
  SyntaxKind.TemplateMiddle,
  SyntaxKind.TemplateTail,
);

/** What is written in another way on one line. */
interface Cut {
  start: number;
  end: number;
  text: string;
}

export function createOneLine(file: ts.SourceFile): (start: number, end: number, output: Output) => void {
  let known: Cut[] | undefined;
  return (start, end, output) => {
    known ??= collectCuts(file);
    let at = start;
    for (let index = firstAfter(known, start); at < end; index++) {
      const cut = known[index];
      if (cut === undefined || cut.start >= end) break;
      output.copy(at, cut.start);
      output.add(cut.text);
      at = Math.min(cut.end, end);
    }
    output.copy(at, end);
  };
}

/** Index of the first that ends behind the offset. */
function firstAfter(cuts: Cut[], offset: number): number {
  let low = -1;
  let high = cuts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((cuts[middle]?.end ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return high;
}

function collectCuts(file: ts.SourceFile): Cut[] {
  const { text } = file;
  const cuts: Cut[] = [];
  let last = 0;
  const word = (start: number, end: number) => {
    if (start > last && !(start === last + 1 && text[last] === ' ')) cuts.push({ start: last, end: start, text: ' ' });
    last = end;
  };
  const walk = (node: ts.Node): void => {
    if (node.kind <= SyntaxKind.LastToken) {
      const start = node.getStart(file, false);
      if (node.end <= start) return;
      word(start, node.end);
      if (mayHaveLines[node.kind] !== 1) return;
      const token = text.slice(start, node.end);
      if (hasLines(token)) cuts.push({ start, end: node.end, text: joinLines(token) });
      return;
    }
    let at = node.getStart(file);
    forEachChild(node, (child) => {
      eachWord(text, at, child.pos, word);
      walk(child);
      at = child.end;
    });
    eachWord(text, at, node.end, word);
  };
  walk(file);
  return cuts;
}
