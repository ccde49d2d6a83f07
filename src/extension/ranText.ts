/** A document against its text as it ran: whether they differ, and where its lines stand in the other. Remembered per version. */
import type * as vscode from 'vscode';
import type { Module } from '../core/model.ts';
import type { RunReader } from '../store/reader.ts';
import { type LineMap, mapLines } from './hover/mapLines.ts';

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
  const comparison = ran === undefined ? undefined : compare(withoutMark(ran), document.getText());
  known.set(document, { version: document.version, hash: module.hash, comparison });
  return comparison;
}

function compare(ran: string, now: string): Comparison {
  if (sameLineEnds(ran) === sameLineEnds(now)) return { stale: false, lines: SAME };
  return { stale: true, lines: mapLines(ran, now) };
}

/** VS Code keeps the byte order mark out of a document's text. */
const withoutMark = (text: string): string => (text.startsWith('\ufeff') ? text.slice(1) : text);
const sameLineEnds = (text: string): string => text.replace(/\r\n?/g, '\n');
