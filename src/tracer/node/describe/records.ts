/** An array of two or more flat records is a table: its columns are the union of their keys. */
import { types } from 'node:util';
import type { CaptureLimits } from '../../../protocol/runLog.ts';
import { isLate, lookAt, planRows, positionOf } from './budget.ts';
import { addToColumn, type Column, createColumn, summariseColumn } from './column.ts';
import type { Description } from './description.ts';
import { isProxy } from './intrinsics.ts';
import { isObject, isOrdinaryArray, isPlain, isRealArray, itemAt, ownKeys, readField } from './own.ts';
import { describeTable, MOST_COLUMNS, previewTable, type Scanned } from './table.ts';
import { libraryOf, typeName } from './typeName.ts';

const LOOK = 16;
const FIELDS_LOOKED_AT = 64;
const CLOCK_EVERY = 64;

/** Whether the array holds records: looks at a few evenly spaced ones. */
export function holdsRecords(values: readonly unknown[]): boolean {
  if (values.length < 2) return false;
  const ordinary = isOrdinaryArray(values);
  let owner: string | undefined;
  for (const position of lookAt(values.length, LOOK)) {
    const item = itemAt(values, position, ordinary);
    const type = recordType(item);
    if (type === undefined || (owner !== undefined && owner !== type)) return false;
    owner = type;
    if (!isFlat(item as object)) return false;
  }
  return true;
}

/** `Object` for a plain one, the class name for an instance of the program's own class; undefined for anything else. */
function recordType(value: unknown): string | undefined {
  if (isPlain(value)) return 'Object';
  if (!isObject(value) || typeof value === 'function' || isProxy(value) || isRealArray(value)) return undefined;
  const type = typeName(value);
  return libraryOf(type) === undefined && ownKeys(value).length > 0 && !isHost(value) ? type : undefined;
}

function isHost(value: object): boolean {
  return (
    types.isPromise(value) ||
    types.isMap(value) ||
    types.isSet(value) ||
    types.isNativeError(value) ||
    types.isTypedArray(value) ||
    types.isDate(value) ||
    types.isGeneratorObject(value)
  );
}

/** Most of its fields are values, not structures: such a record reads well as a row. */
function isFlat(record: object): boolean {
  const keys = ownKeys(record);
  if (keys.length === 0) return false;
  let nested = 0;
  const looked = Math.min(keys.length, FIELDS_LOOKED_AT);
  for (let index = 0; index < looked; index++) {
    const value = readField(record, keys[index] ?? '');
    if (isObject(value) && !types.isDate(value)) nested += 1;
  }
  return nested * 2 <= looked;
}

export function describeRecords(values: readonly unknown[], limits: CaptureLimits, type: string): Description {
  const scan = scanRecords(values, limits);
  const names = scan.names;
  const ordinary = isOrdinaryArray(values);
  const preview = previewTable(names, values.length, names.length, limits, (row, column) => {
    const record = itemAt(values, row, ordinary);
    return isReadable(record) ? readField(record, names[column] ?? '') : undefined;
  });
  const description = describeTable(
    { type, lib: 'builtins', rows: values.length, columns: names.length },
    scan.scanned,
    preview,
  );
  const owner = recordType(itemAt(values, 0, ordinary));
  if (owner !== undefined) description.summary.itemType = owner;
  return description;
}

function isReadable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isProxy(value);
}

interface Reading {
  names: string[];
  known: Map<string, number>;
  columns: Column[];
  rows: number;
}

function scanRecords(values: readonly unknown[], limits: CaptureLimits): { names: string[]; scanned: Scanned } {
  const ordinary = isOrdinaryArray(values);
  const reading: Reading = { names: [], known: new Map(), columns: [], rows: 0 };
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
  if (rows > 0 && reading.columns.length < MOST_COLUMNS) reading.columns.push(createColumn(key, rows, before));
}

function readRow(reading: Reading, record: object | undefined, visit: number, rows: number): void {
  if (record !== undefined && ownKeys(record).length !== reading.names.length) {
    for (const key of ownKeys(record)) addName(reading, key, visit, rows);
  }
  const columns = reading.columns;
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index] as Column;
    addToColumn(column, record === undefined ? undefined : readField(record, column.name));
  }
}
