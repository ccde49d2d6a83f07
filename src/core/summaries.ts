/**
 * Summaries of artifacts. A run has as many as artifacts, and nearly all are never looked at: the model knows where
 * each stands in its log, reads it when somebody asks, and keeps the few that were asked for last.
 */
import type { Summary } from '../protocol/artifact.ts';
import { at, type Column, floatColumn, intColumn, put } from './columns.ts';
import type { Ref } from './model.ts';

/** Where a summary's JSON stands in the log it came with. */
export type SummaryPlace = readonly [offset: number, length: number];

/** Reads one from its place; undefined where it cannot be read. */
export type SummaryOf = (log: string, offset: number, length: number) => Summary | undefined;

export interface Summaries {
  offset: Column;
  /** 0 where the summary came with its record. */
  length: Column;
  given: Map<number, Summary>;
  /** Two generations: what is asked for again lives on when the older one goes. */
  recent: Map<number, Summary>;
  older: Map<number, Summary>;
  read: (offset: number, length: number) => Summary | undefined;
}

const GENERATION = 2048;
const NONE: Summary = Object.freeze({});

export const createSummaries = (read: Summaries['read']): Summaries => ({
  offset: floatColumn(),
  length: intColumn(),
  given: new Map(),
  recent: new Map(),
  older: new Map(),
  read,
});

/** Of a repeated id the last one counts. */
export function placeSummary(summaries: Summaries, id: number, summary: Summary | SummaryPlace): void {
  summaries.recent.delete(id);
  summaries.older.delete(id);
  const isPlace = Array.isArray(summary);
  put(summaries.offset, id, isPlace ? summary[0] : 0);
  put(summaries.length, id, isPlace ? summary[1] : 0);
  if (isPlace) summaries.given.delete(id);
  else summaries.given.set(id, summary as Summary);
}

export function summaryOf({ log, id }: Ref): Summary {
  const { summaries } = log;
  const known = summaries.recent.get(id);
  if (known !== undefined) return known;
  const length = at(summaries.length, id);
  if (length === 0) return summaries.given.get(id) ?? NONE;
  const summary = summaries.older.get(id) ?? summaries.read(at(summaries.offset, id), length) ?? NONE;
  if (summaries.recent.size >= GENERATION) {
    summaries.older = summaries.recent;
    summaries.recent = new Map();
  }
  summaries.recent.set(id, summary);
  return summary;
}
