/** An array of two or more flat records is a table: its columns are the union of their keys. */
import { types } from 'node:util';
import type { CaptureLimits } from '../../../protocol/runLog.ts';
import { isLate, lookAt, planRows, positionOf } from './budget.ts';
import { addToColumn, type Column, createColumn, summariseColumn } from './column.ts';
import type { Description } from './description.ts';
import { isProxy } from './intrinsics.ts';
import { HIDDEN, isObject, isOrdinaryArray, isPlain, itemAt, ownKeys, readField, readKnown } from './own.ts';
import { describeTable, MOST_COLUMNS, previewTable, type Scanned } from './table.ts';

const LOOK = 60;
const FIELDS_LOOKED_AT = 64;
const CLOCK_EVERY = 64;

/** Whether the array holds records: looks at a few evenly spaced ones. */
export function holdsRecords(values: readonly unknown[]): boolean {
  if (values.length < 2) return false;
  const ordinary = isOrdinaryArray(values);
  return lookAt(values.length, LOOK).every((position) => isFlat(itemAt(values, position, ordinary)));
}

/** A plain object of values without structure: numbers, texts, dates. */
function isFlat(record: unknown): boolean {
  if (!isPlain(record)) return false;
  const keys = ownKeys(record);
  if (keys.length === 0) return false;
  for (let index = 0; index < keys.length && index < FIELDS_LOOKED_AT; index++) {
    const value = readKnown(record, keys[index] ?? '');
    if (value === HIDDEN || (isObject(value) && (isProxy(value) || !types.isDate(value)))) return false;
  }
  return true;
}

export function describeRecords(values: readonly unknown[], limits: CaptureLimits, type: string): Description {
  const scan = scanRecords(values, limits);
  const names = scan.names;
  const ordinary = isOrdinaryArray(values);
  let shown: object | undefined;
  let alike = false;
  const preview = previewTable(names, values.length, names.length, limits, (row, column) => {
    if (column === 0) {
      const record = itemAt(values, row, ordinary);
      shown = isReadable(record) ? record : undefined;
      alike = shown !== undefined && isAlike(ownKeys(shown), names);
    }
    if (shown === undefined) return undefined;
    return alike ? readKnown(shown, names[column] ?? '') : readField(shown, names[column] ?? '');
  });
  return describeTable({ type, lib: 'builtins', rows: values.length, columns: names.length }, scan.scanned, preview);
}

function isReadable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isProxy(value);
}

interface Reading {
  names: string[];
  known: Map<string, number>;
  columns: Column[];
  rows: number;
  /** What some of the records lack. */
  sparse: Set<string>;
}

function scanRecords(values: readonly unknown[], limits: CaptureLimits): { names: string[]; scanned: Scanned } {
  const ordinary = isOrdinaryArray(values);
  const reading: Reading = { names: [], known: new Map(), columns: [], rows: 0, sparse: new Set() };
  for (const position of lookAt(values.length, LOOK)) {
    const record = itemAt(values, position, ordinary);
    if (isReadable(record)) for (const key of ownKeys(record)) addName(reading, key, 0, 0);
  }
  const plan = planRows(values.length, Math.min(reading.names.length, MOST_COLUMNS), limits);
  reading.columns = reading.names.slice(0, MOST_COLUMNS).map((name) => createColumn(name, plan.rows));
  let late = false;
  for (let visit = 0; visit < plan.rows && !late; visit++) {
    const record = itemAt(values, positionOf(plan, visit), ordinary);
    readRow(reading, isReadable(record) ? record : undefined, visit, plan.rows);
    if (visit % CLOCK_EVERY === CLOCK_EVERY - 1) late = isLate(plan);
  }
  const full = plan.full && !late;
  const columns = reading.columns.map((column) => {
    const summary = summariseColumn(column, full);
    if (!full && reading.sparse.has(column.name)) summary.sparse = true;
    // Where the clock stopped it, how far it came is chance: no fingerprint.
    if (late) delete summary.fingerprint;
    return summary;
  });
  return { names: reading.names, scanned: { columns, full, ...(full ? {} : { why: late ? 'time' : 'size' }) } };
}

function addName(reading: Reading, key: string, before: number, rows: number): void {
  if (reading.known.has(key)) return;
  reading.known.set(key, reading.names.length);
  reading.names.push(key);
  if (before > 0) reading.sparse.add(key);
  if (rows > 0 && reading.columns.length < MOST_COLUMNS) reading.columns.push(createColumn(key, rows, before));
}

/** Records of one list mostly have the same keys in the same order: then each key is known to be there. */
function isAlike(keys: string[], names: string[]): boolean {
  if (keys.length !== names.length) return false;
  for (let index = 0; index < keys.length; index++) if (keys[index] !== names[index]) return false;
  return true;
}

function readRow(reading: Reading, record: object | undefined, visit: number, rows: number): void {
  const { names, columns } = reading;
  if (record !== undefined) {
    const keys = ownKeys(record);
    if (isAlike(keys, names)) {
      for (let index = 0; index < columns.length; index++)
        addToColumn(columns[index] as Column, readKnown(record, names[index] as string));
      return;
    }
    if (keys.length !== names.length) for (const key of keys) addName(reading, key, visit, rows);
  }
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index] as Column;
    const value = record === undefined ? undefined : readField(record, column.name);
    if (value === undefined) reading.sparse.add(column.name);
    addToColumn(column, value);
  }
}
