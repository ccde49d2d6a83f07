/** Colours of the kinds of artifacts: which theme variable each one takes. Colour is never alone: the name or type stands beside it. */
import type { ArtifactKind } from '../src/protocol/artifact.ts';
import type { FilterKind } from '../src/protocol/graph.ts';

export type Hue = 'blue' | 'violet' | 'teal' | 'yellow' | 'orange' | 'grey';

const HUES: Record<ArtifactKind, Hue> = {
  table: 'blue',
  series: 'blue',
  array: 'blue',
  collection: 'blue',
  record: 'blue',
  model: 'violet',
  figure: 'orange',
  file: 'yellow',
  connection: 'yellow',
  message: 'orange',
  response: 'orange',
  text: 'teal',
  bytes: 'yellow',
  date: 'teal',
  scalar: 'teal',
  lazy: 'grey',
  function: 'violet',
  other: 'grey',
};

export const hueOf = (kind: ArtifactKind): Hue => HUES[kind] ?? 'grey';

export const KIND_WORDS: Record<ArtifactKind, string> = {
  table: 'table',
  series: 'series',
  array: 'array',
  model: 'model',
  figure: 'figure',
  file: 'file',
  connection: 'connection',
  message: 'message',
  response: 'response',
  collection: 'collection',
  record: 'record',
  text: 'text',
  bytes: 'bytes',
  date: 'date',
  scalar: 'value',
  lazy: 'lazy value',
  function: 'function',
  other: 'object',
};

export const FILTERS: readonly [kind: FilterKind, label: string][] = [
  ['tables', 'Tables'],
  ['models', 'Models'],
  ['metrics', 'Metrics'],
  ['files', 'Files'],
  ['messages', 'Messages'],
  ['collections', 'Collections'],
  ['scalars', 'Scalars'],
  ['other', 'Other'],
];
