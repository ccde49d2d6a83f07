/** Statistics of one column, gathered value by value in one pass over rows: type, nulls, range, distribution, fingerprint. */
import { types } from 'node:util';
import { isSecretName } from '../../../core/secrets.ts';
import type { Cell, ColumnSummary } from '../../../protocol/artifact.ts';
import { cellOf, numberCell } from './cell.ts';
import {
  addNumbers,
  addTexts,
  addValue,
  createHash,
  FEWEST_AT_ONCE,
  type Hash,
  LONGEST_TEXT,
  MOST_AT_ONCE,
  textOf,
} from './hash.ts';
import { dateTime, isoOf, isProxy } from './intrinsics.ts';
import { HIDDEN, isRealArray } from './own.ts';
import { typeName } from './typeName.ts';

const BINS = 12;
const TOP = 5;
const MOST_DISTINCT = 1000;
const LONGEST_KEY = 200;

/** How often a value came. */
interface Tally {
  value: string | boolean;
  times: number;
}

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
  counts: Map<string | boolean, Tally> | undefined;
  /** Values not yet looked at: V8 takes many of one type at once far faster than one by one. */
  waiting: unknown[];
}

/** A column whose first value is at row `before`: the earlier rows count as missing. */
export function createColumn(name: string, rows: number, before = 0): Column {
  const column = createRange(rows, before);
  column.name = name;
  column.spread = true;
  column.counts = new Map();
  return column;
}

/** Type, nulls, range and fingerprint only: no distribution is kept. */
export function createRange(rows: number, before = 0): Column {
  const column: Column = {
    name: '',
    hash: createHash(),
    nulls: 0,
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
    waiting: [],
  };
  for (let row = 0; row < before; row++) addToColumn(column, undefined);
  return column;
}

export function addToColumn(column: Column, value: unknown): void {
  column.waiting.push(value);
  if (column.waiting.length === MOST_AT_ONCE) lookAtWaiting(column);
}

/** What is waiting is a function of the values and their order alone, and so is the hash. */
function lookAtWaiting(column: Column): void {
  const { waiting } = column;
  column.waiting = [];
  switch (waiting.length < FEWEST_AT_ONCE ? 'mixed' : typeOf(waiting)) {
    case 'numbers':
      addNumbers(column.hash, waiting);
      noteNumbers(column, waiting);
      break;
    case 'texts':
      addTexts(column.hash, waiting);
      noteTexts(column, waiting);
      break;
    default:
      for (let index = 0; index < waiting.length; index++) addEach(column, waiting[index]);
  }
}

/** What all are that are neither null nor undefined. */
function typeOf(values: unknown[]): 'numbers' | 'texts' | 'mixed' {
  let texts = 0;
  let others = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (typeof value === 'string') {
      if (value.length > LONGEST_TEXT) return 'mixed';
      texts += 1;
    } else if (value === null || value === undefined) others += 1;
    else if (typeof value !== 'number') return 'mixed';
  }
  if (texts === 0) return 'numbers';
  return texts + others === values.length ? 'texts' : 'mixed';
}

function noteNumbers(column: Column, values: unknown[]): void {
  if (column.spread) column.numbers ??= new Float64Array(column.rows);
  const kept = column.numbers;
  let { min, max, sum, nulls, infinite, numberCount } = column;
  let known = false;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (typeof value !== 'number' || Number.isNaN(value)) {
      nulls += 1;
      known ||= typeof value === 'number';
      continue;
    }
    known = true;
    if (value - value !== 0) {
      infinite += 1;
      continue;
    }
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    if (kept !== undefined) kept[numberCount] = value;
    numberCount += 1;
  }
  column.min = min;
  column.max = max;
  column.sum = sum;
  column.nulls = nulls;
  column.infinite = infinite;
  if (numberCount > column.numberCount || infinite > 0) noteType(column, 'number');
  else if (known) column.type ??= 'number';
  column.numberCount = numberCount;
}

function noteTexts(column: Column, values: unknown[]): void {
  noteType(column, 'string');
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (typeof value === 'string') count(column, value);
    else column.nulls += 1;
  }
}

function addEach(column: Column, value: unknown): void {
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
  if (known !== undefined) known.times += 1;
  else if (counts.size < MOST_DISTINCT) counts.set(key, { value: key, times: 1 });
  else column.counts = undefined;
}

/** `whole`: every row was visited. Counts of nulls and of distinct values are exact or absent, never a sample's. */
export function summariseColumn(column: Column, whole: boolean, type?: string): ColumnSummary {
  lookAtWaiting(column);
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

/** Of those that came equally often, the ones that came first. */
function topOf(counts: Map<string | boolean, Tally>): [Cell, number][] {
  const top: Tally[] = [];
  for (const tally of counts.values()) {
    let at = top.length;
    while (at > 0 && (top[at - 1] as Tally).times < tally.times) at -= 1;
    if (at >= TOP) continue;
    for (let index = Math.min(top.length, TOP - 1); index > at; index--) top[index] = top[index - 1] as Tally;
    top[at] = tally;
  }
  return top.map(({ value, times }) => [cellOf(value, undefined, 60), times]);
}
