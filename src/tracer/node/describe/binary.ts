/** Typed arrays are arrays of numbers; Buffers, ArrayBuffers and plain bytes are bytes. */
import { types } from 'node:util';
import type { Cell, Summary } from '../../../protocol/artifact.ts';
import { planRows, positionOf } from './budget.ts';
import { cellOf } from './cell.ts';
import { addToColumn, createRange, summariseColumn } from './column.ts';
import { atMost, type Description, type Family } from './description.ts';
import { addValue, addWord, createHash, textOf } from './hash.ts';
import * as is from './intrinsics.ts';

const HEAD = 512;
const MOST_BYTES = 65_536;

const DTYPES: Record<string, string> = {
  Int8Array: 'int8',
  Uint8ClampedArray: 'uint8',
  Int16Array: 'int16',
  Uint16Array: 'uint16',
  Int32Array: 'int32',
  Uint32Array: 'uint32',
  Float16Array: 'float16',
  Float32Array: 'float32',
  Float64Array: 'float64',
  BigInt64Array: 'int64',
  BigUint64Array: 'uint64',
};

export const describeBinary: Family = (value, limits, chain) => {
  const type = chain[0] ?? 'bytes';
  if (types.isTypedArray(value)) {
    const name = is.typedName(value) ?? '';
    if (name === 'Uint8Array') {
      const length = is.typedLength(value);
      return describeBytes(type, is.bytesOver(is.typedBuffer(value), is.typedOffset(value), length));
    }
    return describeNumbers(value as unknown as ArrayLike<number | bigint>, type, name, limits);
  }
  if (types.isArrayBuffer(value)) {
    return describeBytes(type, is.bytesOver(value as ArrayBuffer, 0, is.bufferLength(value)));
  }
  // Memory that another thread may be writing, or a view of it: its size only.
  if (types.isSharedArrayBuffer(value)) return sized(type, is.sharedLength(value));
  if (types.isDataView(value)) return sized(type, is.viewLength(value));
  return undefined;
};

function sized(type: string, bytes: number): Description {
  return { kind: 'bytes', type, lib: 'builtins', summary: { shape: [bytes], bytes }, detail: 'summary', why: 'shared' };
}

function describeBytes(type: string, bytes: Uint8Array): Description {
  const hash = createHash();
  addValue(hash, bytes.length);
  const whole = bytes.length <= MOST_BYTES;
  const stride = whole ? 1 : Math.ceil(bytes.length / MOST_BYTES);
  for (let index = 0; index < bytes.length; index += stride) addWord(hash, bytes[index] ?? 0);
  const head: string[] = [];
  for (let index = 0; index < bytes.length && index < HEAD; index++) {
    head.push((bytes[index] ?? 0).toString(16).padStart(2, '0'));
  }
  return {
    kind: 'bytes',
    type,
    lib: type === 'Buffer' ? 'node' : 'builtins',
    summary: { shape: [bytes.length], bytes: bytes.length },
    fp: textOf(hash, !whole),
    detail: 'full',
    preview: { form: 'text', text: head.join(' '), total: bytes.length },
  };
}

function describeNumbers(
  values: ArrayLike<number | bigint>,
  type: string,
  name: string,
  limits: Parameters<Family>[1],
): Description {
  const length = is.typedLength(values as object);
  const plan = planRows(length, 1, limits, true);
  const column = createRange(plan.rows);
  for (let visit = 0; visit < plan.rows; visit++) addToColumn(column, values[positionOf(plan, visit)]);
  const found = summariseColumn(column, plan.full);
  addWord(column.hash, length);
  const summary: Summary = { shape: [length], bytes: is.typedByteLength(values as object) };
  const dtype = DTYPES[name];
  if (dtype !== undefined) summary.dtype = dtype;
  if (found.nulls !== undefined) summary.nulls = found.nulls;
  if (found.min !== undefined) summary.min = found.min;
  if (found.max !== undefined) summary.max = found.max;
  if (found.mean !== undefined) summary.mean = found.mean;
  const items = Array.from({ length: atMost(length, limits.previewItems) }, (_, index): Cell => cellOf(values[index]));
  return {
    kind: 'array',
    type,
    lib: 'builtins',
    summary,
    fp: textOf(column.hash, !plan.full),
    detail: plan.full ? 'full' : 'sample',
    ...(plan.full ? {} : { why: 'size' }),
    preview: { form: 'items', items, total: length },
  };
}
