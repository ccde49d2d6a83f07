/** Numbers, strings, booleans and the other values without identity. */

import { maskText } from '../../../core/secrets.ts';
import type { CaptureLimits } from '../../../protocol/runLog.ts';
import { cellOf, cutText } from './cell.ts';
import { atMost, type Description } from './description.ts';
import { addValue, createHash, textOf } from './hash.ts';
import { typeName } from './typeName.ts';

const LONGEST_LINE = 200;
/** What is masked besides what is shown, so that no half of a secret is left at the cut. */
const BEYOND = 2000;

export function describePrimitive(value: unknown, limits: CaptureLimits): Description {
  if (typeof value === 'string' && isText(value)) return describeText(value, limits);
  const hash = createHash();
  addValue(hash, value);
  return {
    kind: 'scalar',
    type: typeName(value),
    lib: 'builtins',
    summary: { ...(typeof value === 'string' ? { shape: [value.length] } : {}), value: cellOf(value) },
    fp: textOf(hash),
    detail: 'full',
  };
}

/** A scalar string is one short line; anything longer reads as text. */
export function isText(value: string): boolean {
  return value.length > LONGEST_LINE || value.includes('\n');
}

export function describeText(value: string, limits: CaptureLimits): Description {
  const hash = createHash();
  addValue(hash, value);
  const room = atMost(value.length, limits.previewText);
  const masked = maskText(value.slice(0, room + BEYOND));
  return {
    kind: 'text',
    type: 'string',
    lib: 'builtins',
    summary: { shape: [value.length] },
    fp: textOf(hash),
    detail: 'full',
    preview: { form: 'text', text: cutText(masked, room), total: value.length },
  };
}
