/** Plain objects, Maps and class instances: named fields, of which only own public data is read. */

import { isSecretName, maskText } from '../../../core/secrets.ts';
import type { Cell, Preview, Summary } from '../../../protocol/artifact.ts';
import type { DescribeLimits } from './budget.ts';
import { cellOf, cutText, LONGEST_TEXT, shortText } from './cell.ts';
import { isPrimitive } from './data.ts';
import { atMost, type Description } from './description.ts';
import { addValue, createHash, textOf } from './hash.ts';
import { firstEntries, mapSize } from './intrinsics.ts';
import { isRealArray, ownKeys, readKnown } from './own.ts';
import { libraryOf, typeName } from './typeName.ts';

const MOST_FIELDS = 60;
const LONGEST_FIELD = 80;
const MOST_HASHED = 2000;

export function describeObject(value: object, limits: DescribeLimits, type: string): Description {
  const all = ownKeys(value);
  // A leading underscore says private in both languages; a plain object has no private keys.
  const keys = type === 'Object' ? all : all.filter((key) => !key.startsWith('_'));
  const entries = keys.slice(0, mostHashed(limits)).map((key): [string, unknown] => [key, readKnown(value, key)]);
  return describeEntries(value, entries, keys.length, limits, type);
}

export function describeMap(value: object, limits: DescribeLimits, type: string): Description {
  const size = mapSize(value);
  return describeEntries(value, firstEntries(value, mostHashed(limits)), size, limits, type);
}

function mostHashed({ previewItems, share = 1 }: DescribeLimits): number {
  return Math.max(Math.ceil(MOST_HASHED * share), previewItems, MOST_FIELDS);
}

function describeEntries(
  self: object,
  entries: [unknown, unknown][],
  total: number,
  limits: DescribeLimits,
  type: string,
): Description {
  const hash = createHash(limits.share);
  addValue(hash, total);
  const fields: Record<string, [string, string]> = Object.create(null) as Record<string, [string, string]>;
  const texts: string[] = [];
  let cyclic = false;
  entries.forEach(([key, value], index) => {
    if (value === self) cyclic = true;
    addValue(hash, key, 1);
    addValue(hash, value, 1);
    if (index >= MOST_FIELDS) return;
    // of an object, what the preview shows of it begins as the field's text does
    const text = shortText(
      value,
      isPrimitive(value) ? LONGEST_FIELD : LONGEST_TEXT,
      typeof key === 'string' ? key : undefined,
    );
    if (!isPrimitive(value)) texts[index] = text;
    fields[fieldName(key)] = [fieldType(value), cutText(text, LONGEST_FIELD)];
  });
  const full = entries.length === total;
  const summary: Summary = { shape: [total], fields, ...(cyclic ? { cyclic: true } : {}) };
  const lib = libraryOf(type);
  return {
    kind: 'record',
    type,
    ...(lib === undefined ? {} : { lib }),
    summary,
    fp: textOf(hash, !full),
    detail: full ? 'full' : 'sample',
    ...(full ? {} : { why: 'size' }),
    preview: previewEntries(entries, total, limits, texts),
  };
}

function fieldName(key: unknown): string {
  return typeof key === 'string' ? cutText(maskText(key), 80) : shortText(key, 80);
}

function fieldType(value: unknown): string {
  return isRealArray(value) ? `Array(${value.length})` : typeName(value);
}

function previewEntries(
  entries: [unknown, unknown][],
  total: number,
  limits: DescribeLimits,
  texts: string[],
): Preview {
  const shown = entries.slice(0, atMost(entries.length, limits.previewItems));
  return {
    form: 'entries',
    entries: shown.map(([key, value], index): [Cell, Cell] => [
      cellOf(key),
      cellOf(value, nameOf(key), undefined, texts[index]),
    ]),
    total,
  };
}

function nameOf(key: unknown): string | undefined {
  return typeof key === 'string' && isSecretName(key) ? key : undefined;
}
