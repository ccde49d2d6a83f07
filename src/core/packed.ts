/**
 * A run's model in a form that can be kept and opened again without reading its logs: columns as they are, in the
 * smallest numbers that hold them, and everything else as plain JSON. `packRun.ts` makes it, `unpackRun.ts` reads it.
 */
import type { Summary } from '../protocol/artifact.ts';
import type { EndRecord, ErrorRef, Language } from '../protocol/runLog.ts';
import type { Column } from './columns.ts';
import type { ProcessLog, RunTotals } from './model.ts';

export type Numbers = Uint8Array | Uint16Array | Int16Array | Int32Array | Float64Array;

export interface PackedRun {
  facts: PackedFacts;
  /** By log and name: `0 steps.site`. */
  columns: Map<string, Numbers>;
}

/** A step or artifact: its log's place in `logs`, and its id. */
export type PackedRef = [log: number, id: number];

export interface PackedFacts extends RunTotals {
  words: string[];
  modules: { file: string; path: string; hash: string; entry: boolean; started: boolean; site: number }[];
  sites: PackedSite[];
  edges: { from: number; to: number; roles: string[]; log: number; artifacts: number[]; count: number }[];
  errors: PackedError[];
  problems: { key: string; code: string; detail: string | undefined; site: number; count: number }[];
  logs: PackedLog[];
}

export interface PackedSite {
  key: string;
  parent: number;
  module: number;
  kind: string;
  op: string;
  name: string;
  place: [line: number, column: number, endLine: number, endColumn: number];
  /** What happened there, where anything did. */
  facts?: {
    /** recorded, counted, microseconds, open */
    sums: [number, number, number, number];
    atLeast?: boolean;
    order: number | null;
    ended: number | null;
    last?: PackedRef;
    made?: [filter: string, count: number, newest: PackedRef][];
    /** Its place in `errors`. */
    error?: number;
    read?: [path: string, file: PackedRef][];
    bound?: [name: string, artifact: PackedRef][];
  };
}

export interface PackedError {
  log: number;
  id: number;
  type: string;
  message: string;
  caught: boolean;
  site: number;
  step: number;
}

export interface PackedLog {
  name: string;
  epoch: number;
  language: Language;
  parentLog?: string;
  parentStep: number;
  modules: [id: number, module: number][];
  sites: [id: number, site: number][];
  counts: [site: number, count: number][];
  totals: [step: number, totals: [number, number]][];
  errors: [step: number, error: ErrorRef][];
  why: [artifact: number, why: string][];
  given: [artifact: number, summary: Summary][];
  open: number[];
  end?: EndRecord;
  lastTime: number;
  /** Highest step and artifact, and how many inputs and outputs, and binds. */
  sizes: [steps: number, artifacts: number, refs: number, binds: number];
}

/** Every column of a log by its name in the pack. */
export function columnsOf(log: ProcessLog): [name: string, column: Column][] {
  const { steps, refs, artifacts, binds, summaries } = log;
  return Object.entries({ steps, refs, artifacts, binds, summaries }).flatMap(([group, columns]) =>
    Object.entries(columns).flatMap(([name, column]): [string, Column][] =>
      isColumn(column) ? [[`${log.name} ${group}.${name}`, column]] : [],
    ),
  );
}

const isColumn = (value: unknown): value is Column =>
  typeof value === 'object' && value !== null && 'data' in value && 'empty' in value;
