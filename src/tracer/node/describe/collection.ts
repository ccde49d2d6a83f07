/** Arrays and sets that are not tables: their items, what type they agree on, and the range of numbers. */
import type { Cell, Preview, Summary } from '../../../protocol/artifact.ts';
import type { CaptureLimits } from '../../../protocol/runLog.ts';
import { isLate, planRows, positionOf } from './budget.ts';
import { cellOf } from './cell.ts';
import { addToColumn, createRange, summariseColumn } from './column.ts';
import { atMost, type Description } from './description.ts';
import { addWord, textOf } from './hash.ts';
import { firstMembers, setSize } from './intrinsics.ts';
import { isOrdinaryArray, itemAt } from './own.ts';
import { libraryOf } from './typeName.ts';

const CLOCK_EVERY = 256;
const MOST_MEMBERS = 10_000;

export function describeArray(values: readonly unknown[], limits: CaptureLimits, type: string): Description {
  const ordinary = isOrdinaryArray(values);
  return describeItems(values, values.length, (index) => itemAt(values, index, ordinary), limits, type);
}

export function describeSet(value: object, limits: CaptureLimits, type: string): Description {
  const size = setSize(value);
  const members = firstMembers(value, MOST_MEMBERS);
  const description = describeItems(value, members.length, (index) => members[index], limits, type);
  description.summary.shape = [size];
  if (members.length < size) {
    description.detail = 'sample';
    description.why = 'size';
    delete description.summary.nulls;
    if (description.fp !== undefined && !description.fp.startsWith('s:')) description.fp = `s:${description.fp}`;
  }
  if (description.preview?.form === 'items') description.preview.total = size;
  return description;
}

function describeItems(
  self: object,
  length: number,
  at: (index: number) => unknown,
  limits: CaptureLimits,
  type: string,
): Description {
  const plan = planRows(length, 1, limits);
  const column = createRange(plan.rows);
  let late = false;
  let cyclic = false;
  for (let visit = 0; visit < plan.rows && !late; visit++) {
    const item = at(positionOf(plan, visit));
    if (item === self) cyclic = true;
    addToColumn(column, item);
    if (visit % CLOCK_EVERY === CLOCK_EVERY - 1) late = isLate(plan);
  }
  const full = plan.full && !late;
  const found = summariseColumn(column, full);
  addWord(column.hash, length);
  const summary: Summary = { shape: [length] };
  if (length > 0 && found.type !== 'mixed') summary.itemType = found.type;
  if (found.nulls !== undefined) summary.nulls = found.nulls;
  if (found.min !== undefined) summary.min = found.min;
  if (found.max !== undefined) summary.max = found.max;
  if (found.mean !== undefined) summary.mean = found.mean;
  if (cyclic) summary.cyclic = true;
  const lib = libraryOf(type);
  return {
    kind: 'collection',
    type,
    ...(lib === undefined ? {} : { lib }),
    summary,
    ...(late ? {} : { fp: textOf(column.hash, !full) }),
    detail: full ? 'full' : 'sample',
    ...(full ? {} : { why: late ? 'time' : 'size' }),
    preview: previewItems(length, at, limits),
  };
}

function previewItems(length: number, at: (index: number) => unknown, limits: CaptureLimits): Preview {
  const count = atMost(length, limits.previewItems);
  const items: Cell[] = [];
  for (let index = 0; index < count; index++) items.push(cellOf(at(index)));
  return { form: 'items', items, total: length };
}
