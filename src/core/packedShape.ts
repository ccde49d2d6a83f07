/** Whether a value that was kept has the shape of a packed run: told by an outline of it, so that nothing is left out. */
import { isCell, isErrorRef } from './checkRecord.ts';
import type { PackedFacts } from './packed.ts';

type Check = (value: unknown) => boolean;

const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const text: Check = (value) => typeof value === 'string';
const flag: Check = (value) => typeof value === 'boolean';
const object: Check = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const list =
  (of: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(of);
const tuple =
  (...of: Check[]): Check =>
  (value) =>
    Array.isArray(value) && value.length === of.length && of.every((check, index) => check(value[index]));
const fields = (of: Record<string, Check>): Check => {
  const checks = Object.entries(of);
  return (value) => object(value) && checks.every(([name, check]) => check((value as Record<string, unknown>)[name]));
};
const numbers: Check = (value) => object(value) && Object.values(value as object).every(number);

const pair = tuple(number, number);
const ref = pair;
const named = list(tuple(text, ref));

const site = fields({
  key: text,
  parent: number,
  module: number,
  kind: text,
  op: text,
  name: text,
  place: tuple(number, number, number, number),
  facts: maybe(
    fields({
      sums: tuple(number, number, number, number),
      order: orNull(number),
      ended: orNull(number),
      atLeast: maybe(flag),
      last: maybe(ref),
      made: maybe(list(tuple(text, number, ref))),
      error: maybe(number),
      read: maybe(named),
      bound: maybe(named),
    }),
  ),
});

const end: Check = fields({
  t: number,
  cost: fields({ captureUs: number, logBytes: number, previewBytes: number, degraded: numbers }),
});

const log = fields({
  name: text,
  epoch: number,
  language: text,
  parentLog: maybe(text),
  parentStep: number,
  modules: list(pair),
  sites: list(pair),
  counts: list(pair),
  totals: list(tuple(number, pair)),
  errors: list(tuple(number, isErrorRef)),
  why: list(tuple(number, text)),
  given: list(tuple(number, object)),
  open: list(number),
  end: maybe(end),
  lastTime: number,
  sizes: tuple(number, number, number, number),
});

const facts = fields({
  words: list(text),
  modules: list(
    fields({
      file: text,
      path: text,
      hash: text,
      entry: flag,
      started: flag,
      site: number,
      cells: maybe(list(isCell)),
    }),
  ),
  sites: list(site),
  edges: list(
    fields({ from: number, to: number, roles: list(text), log: number, artifacts: list(number), count: number }),
  ),
  errors: list(
    fields({ log: number, id: number, type: text, message: text, caught: flag, site: number, step: number }),
  ),
  problems: list(fields({ key: text, code: text, detail: maybe(text), site: number, count: number })),
  logs: list(log),
  stepCount: number,
  sitesEnded: number,
  artifactCount: number,
  artifactsByFilter: numbers,
  artifactsByKind: numbers,
  artifactsByDetail: numbers,
});

export const isPackedFacts = (value: unknown): value is PackedFacts => facts(value);
