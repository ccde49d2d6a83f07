/** Where code that runs stands in the source: positions of stack frames, texts of functions. One per instrumented module. */
import type { Analysis } from '../../analysis/analyzer.ts';
import { placeOfName } from './message.ts';

const chainOps = new Set<string>(['call', 'attribute', 'getitem', 'await']);

export interface ModuleText {
  path: string;
  code: string;
  plain: string;
  /** Line and column (from 1) in what the plain run would show, for those of the running code. */
  place(line: number, column: number): [line: number, column: number];
  /** Line and column (from 1) of an offset in the plain text. */
  at(offset: number): [line: number, column: number];
  /** Offset in the plain text of a position in the running code. */
  offset(line: number, column: number): number;
  /** The text of the longest chain of reads and calls that begins there; `after`: or is the first to begin later. */
  chainAt(offset: number, after: boolean): string | undefined;
  /** Text of each function as it runs -> as it was written. */
  functionTexts(): Map<string, string>;
}

export function createModuleText(
  path: string,
  analysis: Analysis,
  code: string,
  source: string,
  brought: number,
): ModuleText {
  const { segments, texts, bringAt } = analysis;
  const plain = analysis.plain ?? source;
  let codeLines: number[] | undefined;
  let plainLines: number[] | undefined;
  let sourceLines: number[] | undefined;
  const moved = (offset: number) => (offset >= bringAt ? offset + brought : offset);
  const toPlain = (offset: number): number => {
    let low = -1;
    let high = segments.length / 3;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (moved(segments[middle * 3] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    if (low < 0) return 0;

    const start = moved(segments[low * 3] ?? 0);
    const length = segments[low * 3 + 2] ?? 0;
    if (length === 0) return segments[low * 3 + 1] ?? 0;
    const into = Math.min(offset - start, length);
    // added text stands for what follows it, unless it was said what for
    if (offset - start >= length && low + 1 < segments.length / 3) return segments[low * 3 + 4] ?? 0;
    return (segments[low * 3 + 1] ?? 0) + into;
  };
  // behind a probe V8 places a read at its dot, where it would be placed at its name
  const named = (offset: number) =>
    plain[offset] === '.' && plain[offset + 1] !== '.' ? placeOfName(plain, offset) : offset;
  const { rewritten } = analysis;
  const toSource = (offset: number): [number, number] => {
    plainLines ??= lineStarts(plain);
    const at = lineColumn(plainLines, offset);
    if (!rewritten) return at;
    let found = -1;
    for (let index = 0; index < rewritten.length; index += 3) {
      const line = rewritten[index] ?? 0;
      if (line > at[0] - 1 || (line === at[0] - 1 && (rewritten[index + 1] ?? 0) > at[1] - 1)) break;
      found = index;
    }
    sourceLines ??= lineStarts(source);
    return found < 0 ? at : lineColumn(sourceLines, rewritten[found + 2] ?? 0);
  };
  return {
    at: toSource,
    path,
    code,
    plain,
    place(line, column) {
      codeLines ??= lineStarts(code);
      return toSource(named(toPlain((codeLines[line - 1] ?? 0) + column - 1)));
    },
    offset(line, column) {
      codeLines ??= lineStarts(code);
      return named(toPlain((codeLines[line - 1] ?? 0) + column - 1));
    },
    chainAt(offset, after) {
      if (rewritten) return undefined;
      plainLines ??= lineStarts(plain);
      const starts = plainLines;
      const chains = analysis.sites
        .filter(([, , , op]) => chainOps.has(op))
        .map(
          ([, , , , , line, column, endLine, endColumn]) =>
            [(starts[line - 1] ?? 0) + column, (starts[endLine - 1] ?? 0) + endColumn] as const,
        )
        .filter(([start]) => (after ? start >= offset : start === offset))
        .sort((a, b) => a[0] - b[0] || b[1] - a[1]);
      const [first] = chains;
      return first && plain.slice(...first);
    },
    functionTexts() {
      const found = new Map<string, string>();
      for (let at = 0; at < texts.length; at += 4)
        found.set(
          code.slice(moved(texts[at] ?? 0), moved(texts[at + 1] ?? 0)),
          plain.slice(texts[at + 2], texts[at + 3]),
        );
      return found;
    },
  };
}

/** As V8 counts them: also after a lone carriage return and the two separators of Unicode. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index, 0: ending } of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(index + ending.length);
  return starts;
}

function lineColumn(starts: number[], offset: number): [number, number] {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return [low + 1, offset - (starts[low] ?? 0) + 1];
}
