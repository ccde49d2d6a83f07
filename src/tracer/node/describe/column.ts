/** Statistics of one column, gathered value by value in one pass over rows: type, nulls, range, distribution, fingerprint. */
import { types } from 'node:util';
import { isSecretName } from '../../../core/secrets.ts';
import type { Cell, ColumnSummary } from '../../../protocol/artifact.ts';
import { cellOf, numberCell } from './cell.ts';
import { addValue, addWord, createHash, type Hash, textOf } from './hash.ts';
import { dateTime, isoOf, isProxy } from './intrinsics.ts';
import { HIDDEN, isRealArray } from './own.ts';
import { typeName } from './typeName.ts';

const BINS = 12;
const TOP = 5;
const MOST_DISTINCT = 1000;
const LONGEST_KEY = 200;

export interface Column {
  name: string;
  hash: Hash;
  nulls: number;
  /** Whether how the values are spread is to be told: then the numbers are kept, from the first one on. */
  spread: boolean;
  numbers: Float64Array | undefined;
  rows: number;
  numberCount: number;
  dates: boolean;
  min: number;
  max: number;
  sum: number;
  infinite: number;
  minBig: bigint | undefined;
  maxBig: bigint | undefined;
  /** The type of the values so far, `mixed` once they disagree. */
  type: string | undefined;
  counts: Map<string | boolean, number> | undefined;
}

/** A column whose first value is at row `before`: the earlier rows count as missing. */
export function createColumn(name: string, rows: number, before = 0): Column {
  return { ...createRange(rows, before), name, spread: true, counts: new Map() };
}

/** Type, nulls, range and fingerprint only: no distribution is kept. */
export function createRange(rows: number, before = 0): Column {
  const hash = createHash();
  for (let row = 0; row < before; row++) addWord(hash, 6);
  return {
    name: '',
    hash,
    nulls: before,
    spread: false,
    numbers: undefined,
    rows,
    numberCount: 0,
    dates: false,
    min: Number.POSITIVE_INFINITY,
    max: Number.NEGATIVE_INFINITY,
    sum: 0,
    infinite: 0,
    minBig: undefined,
    maxBig: undefined,
    type: undefined,
    counts: undefined,
  };
}

export function addToColumn(column: Column, value: unknown): void {
  addValue(column.hash, value);
  if (typeof value === 'number') {
    if (Number.isNaN(value)) {
      column.nulls += 1;
      if (column.type === undefined) column.type = 'number';
      return;
    }
    noteType(column, 'number');
    addNumber(column, value);
    return;
  }
  if (typeof value === 'string') {
    noteType(column, 'string');
    count(column, value);
    return;
  }
  addOther(column, value);
}

function addOther(column: Column, value: unknown): void {
  if (value === null || value === undefined) {
    column.nulls += 1;
  } else if (typeof value === 'boolean') {
    noteType(column, 'boolean');
    count(column, value);
  } else if (typeof value === 'bigint') {
    noteType(column, 'bigint');
    if (column.minBig === undefined || value < column.minBig) column.minBig = value;
    if (column.maxBig === undefined || value > column.maxBig) column.maxBig = value;
  } else if (value === HIDDEN) {
    noteType(column, 'accessor');
  } else if (isRealArray(value)) {
    noteType(column, 'Array');
  } else if (types.isDate(value) && !isProxy(value)) {
    const time = dateTime(value);
    noteType(column, 'Date');
    if (Number.isNaN(time)) column.nulls += 1;
    else {
      column.dates = true;
      addNumber(column, time);
    }
  } else {
    noteType(column, typeName(value));
  }
}

function addNumber(column: Column, value: number): void {
  if (value - value !== 0) {
    column.infinite += 1;
    return;
  }
  if (value < column.min) column.min = value;
  if (value > column.max) column.max = value;
  column.sum += value;
  if (column.spread) {
    column.numbers ??= new Float64Array(column.rows);
    column.numbers[column.numberCount] = value;
  }
  column.numberCount += 1;
}

function noteType(column: Column, type: string): void {
  if (column.type === type) return;
  column.type = column.type === undefined ? type : 'mixed';
}

function count(column: Column, value: string | boolean): void {
  const counts = column.counts;
  if (counts === undefined) return;
  const key = typeof value === 'string' && value.length > LONGEST_KEY ? value.slice(0, LONGEST_KEY) : value;
  const known = counts.get(key);
  if (known !== undefined) counts.set(key, known + 1);
  else if (counts.size < MOST_DISTINCT) counts.set(key, 1);
  else column.counts = undefined;
}

/** `whole`: every row was visited. Counts of nulls and of distinct values are exact or absent, never a sample's. */
export function summariseColumn(column: Column, whole: boolean, type?: string): ColumnSummary {
  const secret = isSecretName(column.name);
  const summary: ColumnSummary = { name: column.name, type: type ?? column.type ?? 'null' };
  if (whole) summary.nulls = column.nulls;
  const plainNumbers = column.type === 'number' || column.type === 'Date';
  if (!secret && plainNumbers && column.numberCount > 0) addRange(summary, column);
  if (!secret && column.type === 'bigint') {
    summary.min = cellOf(column.minBig);
    summary.max = cellOf(column.maxBig);
  }
  const counts = column.counts;
  if (counts !== undefined && counts.size > 0 && (column.type === 'string' || column.type === 'boolean')) {
    if (whole) summary.distinct = counts.size;
    if (!secret) summary.top = topOf(counts);
  }
  summary.fingerprint = textOf(column.hash, !whole);
  return summary;
}

function addRange(summary: ColumnSummary, column: Column): void {
  if (column.dates) {
    summary.min = dateCell(column.min);
    summary.max = dateCell(column.max);
  } else if (column.infinite === 0) {
    summary.min = numberCell(column.min);
    summary.max = numberCell(column.max);
    const mean = column.sum / column.numberCount;
    if (Number.isFinite(mean)) summary.mean = mean;
  }
  const bins = binsOf(column);
  if (bins !== undefined) summary.bins = bins;
}

function dateCell(time: number): Cell {
  const iso = isoOf(time);
  return iso === undefined ? ['nat'] : ['date', iso];
}

function binsOf(column: Column): number[] | undefined {
  const { numbers } = column;
  const width = (column.max - column.min) / BINS;
  if (numbers === undefined || !(width > 0) || !Number.isFinite(width)) return undefined;
  const bins = new Array<number>(BINS).fill(0);
  for (let index = 0; index < column.numberCount; index++) {
    const bin = Math.min(BINS - 1, Math.floor(((numbers[index] ?? 0) - column.min) / width));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return bins;
}

function topOf(counts: Map<string | boolean, number>): [Cell, number][] {
  return [...counts]
    .sort((left, right) => right[1] - left[1])
    .slice(0, TOP)
    .map(([value, times]) => [cellOf(value, undefined, 60), times]);
}
