/**
 * Which chip an artifact belongs to. One artifact has one chip; the chips are for finding the story, so what an
 * artifact was made from counts as much as what it is:
 * - tables: frames, series, arrays and lazy frames
 * - metrics: what data was reduced to for a reader: numbers taken from tables, arrays and models; and figures
 * - messages: prompts, responses, and the text that became or came from them
 * - scalars: every other number, date and text; other: functions, generators, connections and unknown objects
 */
import type { ArtifactKind, Detail, Summary } from '../protocol/artifact.ts';
import type { FilterKind } from '../protocol/graph.ts';

// biome-ignore format: one list
export const ARTIFACT_KINDS: readonly ArtifactKind[] = [
  'table', 'series', 'array', 'model', 'figure', 'file', 'connection', 'message', 'response', 'collection', 'record',
  'text', 'bytes', 'date', 'scalar', 'lazy', 'function', 'other',
];
export const DETAILS: readonly Detail[] = ['full', 'sample', 'summary', 'type'];
export const FILTER_KINDS: readonly FilterKind[] = [
  'tables',
  'models',
  'metrics',
  'files',
  'messages',
  'collections',
  'scalars',
  'other',
];

const BY_KIND: Record<ArtifactKind, FilterKind> = {
  table: 'tables',
  series: 'tables',
  array: 'tables',
  model: 'models',
  figure: 'metrics',
  file: 'files',
  connection: 'other',
  message: 'messages',
  response: 'messages',
  collection: 'collections',
  record: 'collections',
  text: 'scalars',
  bytes: 'scalars',
  date: 'scalars',
  scalar: 'scalars',
  lazy: 'other',
  function: 'other',
  other: 'other',
};

/** The chip by the artifact alone, before its inputs are looked at. */
export function filterOfKind(kind: ArtifactKind, summary: Summary): FilterKind {
  // A lazy frame has columns, or a plan and no progress; a generator has progress.
  const isFrame = summary.columns !== undefined || (summary.plan !== undefined && summary.progress === undefined);
  if (kind === 'lazy' && isFrame) return 'tables';
  return BY_KIND[kind] ?? 'other';
}

/** Data that a number can be a metric of. */
export const isData = (kind: ArtifactKind): boolean =>
  kind === 'table' || kind === 'series' || kind === 'array' || kind === 'model';

/** Has rows: can be the main input that a change is told against. */
export const isTabular = (kind: ArtifactKind): boolean =>
  kind === 'table' || kind === 'series' || kind === 'array' || kind === 'collection' || kind === 'lazy';

export const isNumber = (summary: Summary): boolean => {
  const value = summary.value;
  if (typeof value === 'number') return true;
  return Array.isArray(value) && ['nan', 'inf', '-inf', '-0', 'int'].includes(value[0]);
};

export const isWords = (kind: ArtifactKind, summary: Summary): boolean => {
  if (kind === 'text') return true;
  if (kind !== 'scalar') return false;
  return typeof summary.value === 'string' || (Array.isArray(summary.value) && summary.value[0] === 'text');
};
