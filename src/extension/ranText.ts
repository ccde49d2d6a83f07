/** A document against its text as it ran: whether they differ, and where its lines stand in the other. Remembered per version. */
import type * as vscode from 'vscode';
import type { Module } from '../core/model.ts';
import type { RunReader } from '../store/reader.ts';
import { type LineMap, mapLines } from './hover/mapLines.ts';
import { cellOf, rowOf } from './notebook.ts';

export interface Comparison {
  stale: boolean;
  lines: LineMap;
}

const SAME: LineMap = { toRun: (line) => line, toNow: (line) => line };
const known = new WeakMap<vscode.TextDocument, { version: number; hash: string; comparison: Comparison | undefined }>();

/** Undefined where the text as it ran was not kept. */
export function compareWithRun(
  document: vscode.TextDocument,
  reader: RunReader,
  module: Module,
): Comparison | undefined {
  const before = known.get(document);
  if (before?.version === document.version && before.hash === module.hash) return before.comparison;
  const ran = reader.source(module.hash);
  const comparison = ran === undefined ? undefined : comparePart(withoutMark(ran), document, module);
  known.set(document, { version: document.version, hash: module.hash, comparison });
  return comparison;
}

/** A notebook's cell stands against its lines of the joined text; a cell that did not run, against none. */
function comparePart(ran: string, document: vscode.TextDocument, module: Module): Comparison | undefined {
  if (module.cells === undefined) return compare(ran, document.getText());
  const cell = cellOf(document);
  const row = cell && rowOf(cell, module);
  if (row === undefined) return undefined;
  const above = row.line - 1;
  const own = ran
    .split('\n')
    .slice(above, above + row.lines)
    .join('\n');
  const { stale, lines } = compare(own, document.getText());
  const below = (line: number | undefined): number | undefined => (line === undefined ? undefined : line + above);
  return {
    stale,
    lines: {
      toRun: (line) => below(lines.toRun(line)),
      toNow: (line) => (line <= above || line > above + row.lines ? undefined : lines.toNow(line - above)),
    },
  };
}

function compare(ran: string, now: string): Comparison {
  if (sameLineEnds(ran) === sameLineEnds(now)) return { stale: false, lines: SAME };
  return { stale: true, lines: mapLines(ran, now) };
}

/** VS Code keeps the byte order mark out of a document's text. */
const withoutMark = (text: string): string => (text.startsWith('\ufeff') ? text.slice(1) : text);
const sameLineEnds = (text: string): string => text.replace(/\r\n?/g, '\n');
