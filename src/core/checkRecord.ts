/**
 * What a line must be to enter the model. Logs come from elsewhere (a run can be opened that somebody sent), so a record
 * with the wrong shape is skipped and counted like a line that is no JSON at all.
 */
import type { ErrorRef, LogRecord } from '../protocol/runLog.ts';
import { isList, isNumber, isObject, isText, takeSummary } from './checkValue.ts';

const optional = (check: (value: unknown) => boolean) => (value: unknown) => value === undefined || check(value);
const isRef = (value: unknown): boolean =>
  Array.isArray(value) && isNumber(value[0]) && isText(value[1]) && (value[2] === undefined || isText(value[2]));
export const isErrorRef = (value: unknown): value is ErrorRef =>
  isObject(value) && isNumber(value.id) && isText(value.type) && isText(value.message);

const CHECKS: Record<LogRecord['k'], Record<string, (value: unknown) => boolean>> = {
  start: {
    format: isNumber,
    epoch: isNumber,
    language: isText,
    parentLog: optional(isText),
    parentStep: optional(isNumber),
  },
  module: { id: isNumber, file: isText, path: isText, hash: isText, cells: optional(isList(isCell)) },
  sites: { module: isNumber, sites: isList(isSite) },
  enter: { id: isNumber, site: isNumber, parent: isNumber, it: optional(isNumber), t: isNumber },
  step: {
    id: isNumber,
    site: isNumber,
    parent: isNumber,
    it: optional(isNumber),
    t: isNumber,
    d: isNumber,
    in: optional(isList(isRef)),
    out: optional(isList(isRef)),
    n: optional(isNumber),
    rec: optional(isNumber),
    err: optional(isErrorRef),
  },
  artifact: {
    id: isNumber,
    step: isNumber,
    kind: isText,
    type: isText,
    lib: optional(isText),
    from: optional(isNumber),
    ver: isNumber,
    fp: optional(isText),
    sum: isObject,
    pv: optional((value) => Array.isArray(value) && isNumber(value[0]) && isNumber(value[1])),
    detail: isText,
    why: optional(isText),
  },
  bind: { name: isText, a: isNumber, site: isNumber, frame: isNumber },
  count: { site: isNumber, n: isNumber, rec: optional(isNumber) },
  problem: { code: isText, detail: optional(isText), n: optional(isNumber), site: optional(isNumber) },
  end: { t: isNumber, cost: isCost },
};

export type Checked = { record: LogRecord } | 'invalid' | 'unknown';

/** `unknown` is a kind of record that a later version may write: ignored, not counted. */
export function checkRecord(value: unknown): Checked {
  if (!isObject(value) || typeof value.k !== 'string') return 'invalid';
  if (!Object.hasOwn(CHECKS, value.k)) return 'unknown';
  const checks = CHECKS[value.k as LogRecord['k']];
  for (const field in checks) if (checks[field]?.(value[field]) !== true) return 'invalid';
  const record = value as unknown as LogRecord;
  return { record: record.k === 'artifact' ? { ...record, sum: takeSummary(record.sum) ?? {} } : record };
}

function isCost(value: unknown): boolean {
  if (!isObject(value) || !isObject(value.degraded)) return false;
  const { captureUs, logBytes, previewBytes, degraded } = value;
  return [captureUs, logBytes, previewBytes, ...Object.values(degraded)].every(isNumber);
}

export function isCell(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { index, number, id, title, line, lines } = value;
  return [index, number, line, lines].every(isNumber) && isText(id) && isText(title);
}

function isSite(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 9) return false;
  for (const place of [0, 1, 5, 6, 7, 8]) if (!isNumber(value[place])) return false;
  return isText(value[2]) && isText(value[3]) && isText(value[4]);
}
