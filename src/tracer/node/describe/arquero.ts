/** Arquero tables: read from their own column arrays, through their mask, without running a filter, an order or a getter. */

import { types } from 'node:util';
import type { ColumnSummary } from '../../../protocol/artifact.ts';
import { dictionaryReader } from './arqueroDictionary.ts';
import { arrowReader } from './arrowData.ts';
import type { Family } from './description.ts';
import { fingerprint } from './fingerprint.ts';
import { typedLength } from './intrinsics.ts';
import { HIDDEN, isOrdinaryArray, isRealArray, itemAt, readArray, readField, readNumber, readOwn } from './own.ts';
import { type ColumnSource, describeTable, MOST_COLUMNS, previewTable, scanColumns } from './table.ts';

export const describeArquero: Family = (value, limits, chain) => {
  const names = readArray(value, '_names');
  const data = readOwn(value, '_data');
  const total = readNumber(value, '_total');
  const visible = readNumber(value, '_nrows');
  if (names === undefined || typeof data !== 'object' || data === null) return undefined;
  if (total === undefined || visible === undefined || readOwn(value, '_mask') === undefined) return undefined;
  const columnNames = names.filter((name): name is string => typeof name === 'string');
  const mask = maskOf(readOwn(value, '_mask'), total);
  const rowAt = visibleRows(readOwn(value, '_index'), mask, visible);
  const sources = columnNames.map((name) => sourceOf(name, readField(data, name), mask));
  const scanned = scanColumns(sources.slice(0, MOST_COLUMNS), visible, limits, rowAt);
  const preview = previewTable(columnNames, visible, columnNames.length, limits, (row, column) =>
    sources[column]?.at(rowAt(row)),
  );
  const index = arrangementOf(value);
  return describeTable(
    {
      type: chain[0] ?? 'ColumnTable',
      lib: 'arquero',
      rows: visible,
      columns: columnNames.length,
      ...(index === undefined ? {} : { index }),
    },
    scanned,
    preview,
  );
};

/** The bits of the filter; undefined where every row is visible. */
function maskOf(mask: unknown, total: number): Uint32Array | undefined {
  const bits = readOwn(mask, '_bits');
  return types.isUint32Array(bits) && typedLength(bits) * 32 >= total ? bits : undefined;
}

const positions = new WeakMap<object, Uint32Array>();

/** Where the n-th visible row is stored: by the order that Arquero has computed already, else by the mask. */
function visibleRows(index: unknown, mask: Uint32Array | undefined, visible: number): (row: number) => number {
  if (types.isUint32Array(index) && typedLength(index) === visible) return (row) => index[row] ?? 0;
  if (mask === undefined) return (row) => row;
  const found = positions.get(mask) ?? positionsIn(mask, visible);
  positions.set(mask, found);
  return (row) => found[row] ?? 0;
}

function positionsIn(mask: Uint32Array, visible: number): Uint32Array {
  const found = new Uint32Array(visible);
  let count = 0;
  for (let word = 0; word < mask.length && count < visible; word++) {
    let bits = mask[word] ?? 0;
    while (bits !== 0 && count < visible) {
      const lead = Math.clz32(bits);
      found[count] = word * 32 + lead;
      count += 1;
      bits &= ~(0x80000000 >>> lead);
    }
  }
  return found;
}

/** Summaries by the column's own array: the same array in another table is the same column, unless it was written to. */
const described = new WeakMap<object, { mark: string | undefined; mask: object | undefined; summary: ColumnSummary }>();

function sourceOf(name: string, values: unknown, mask: Uint32Array | undefined): ColumnSource {
  if (typeof values !== 'object' || values === null) return { name, unreadable: true, at: () => HIDDEN };
  const reader = readerOf(values);
  if (reader === undefined) return { name, unreadable: true, at: () => HIDDEN };
  return {
    name,
    ...reader,
    known: {
      get: () => {
        const before = described.get(values);
        if (before === undefined || before.mask !== mask) return undefined;
        return before.mark === fingerprint(values) ? before.summary : undefined;
      },
      set: (summary) => described.set(values, { mark: fingerprint(values), mask, summary }),
    },
  };
}

function readerOf(values: object): Pick<ColumnSource, 'at' | 'fast' | 'type'> | undefined {
  if (isRealArray(values)) {
    const ordinary = isOrdinaryArray(values);
    return { at: (row) => itemAt(values, row, ordinary) };
  }
  if (types.isTypedArray(values)) return { at: (row) => (values as unknown as unknown[])[row], fast: true };
  return arrowReader(values) ?? dictionaryReader(values);
}

/** Groups and an order that was asked for but not computed: the rows are then shown as they are stored. */
function arrangementOf(table: object): string | undefined {
  const parts: string[] = [];
  const group = readOwn(table, '_group');
  const by = readArray(group, 'names');
  if (by !== undefined) parts.push(`grouped by ${by.join(', ')} (${readNumber(group, 'size') ?? '?'} groups)`);
  const ordered = readOwn(table, '_order');
  if (typeof ordered === 'function' && !types.isUint32Array(readOwn(table, '_index'))) {
    parts.push('ordered, shown in stored order');
  }
  return parts.length === 0 ? undefined : parts.join('; ');
}
