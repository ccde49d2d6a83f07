/** Builds the description of a table from its columns, wherever they came from. */
import { isSecretName, maskText } from '../../../core/secrets.ts';
import type { Cell, ColumnSummary, Preview } from '../../../protocol/artifact.ts';
import type { CaptureLimits } from '../../../protocol/runLog.ts';
import { isLate, type Plan, planRows, positionOf } from './budget.ts';
import { cellOf, cutText } from './cell.ts';
import { addToColumn, createColumn, summariseColumn } from './column.ts';
import { atMost, type Description } from './description.ts';
import { addOnce, addValue, createHash, textOf } from './hash.ts';

/** Columns that a summary holds at most; the rest are counted in `columnsOmitted`. */
export const MOST_COLUMNS = 200;
const MOST_PREVIEW_CELLS = 20_000;

/** A column that can be read at any row without running anything of the program. */
export interface ColumnSource {
  name: string;
  /** The library's own name of its type, where it has one. */
  type?: string;
  /** True where reading is a load from typed memory. */
  fast?: boolean;
  /** True where only the library's own methods could read it: then nothing is said of its values. */
  unreadable?: boolean;
  at(row: number): unknown;
  /** Where the same buffers were described before, for as long as they live. */
  known?: { get(): ColumnSummary | undefined; set(summary: ColumnSummary): void };
}

export interface TableFacts {
  type: string;
  lib?: string;
  rows: number;
  columns: number;
  index?: string;
  bytes?: number;
}

export interface Scanned {
  columns: ColumnSummary[];
  full: boolean;
  why?: string;
}

/** Statistics column by column. `rowAt` maps a visible row to the row of the sources (a mask or an order may lie between). */
export function scanColumns(
  sources: ColumnSource[],
  rows: number,
  limits: CaptureLimits,
  rowAt: (visible: number) => number = (visible) => visible,
): Scanned {
  const before = new Map(
    sources.map((source) => [source, source.unreadable === true ? undefined : source.known?.get()]),
  );
  const fresh = sources.filter((source) => source.unreadable !== true && before.get(source) === undefined);
  const fast = fresh.every((source) => source.fast === true);
  const plan = planRows(rows, fresh.length, limits, fast);
  let late = false;
  let unread = false;
  const columns = sources.map((source) => {
    if (source.unreadable === true) {
      unread = true;
      return { name: source.name, type: source.type ?? 'unknown' };
    }
    const known = before.get(source);
    if (known !== undefined) return known.name === source.name ? known : { ...known, name: source.name };
    if (late || isLate(plan)) {
      late = true;
      return { name: source.name, type: source.type ?? 'unknown' };
    }
    const summary = scanColumn(source, plan, rowAt);
    source.known?.set(summary);
    return summary;
  });
  const whole = plan.full && columns.every((column) => column.fingerprint?.startsWith('s:') !== true);
  if (late) return { columns, full: false, why: 'time' };
  if (unread) return { columns, full: false, why: 'unreadable' };
  return whole ? { columns, full: true } : { columns, full: false, why: 'size' };
}

function scanColumn(source: ColumnSource, plan: Plan, rowAt: (visible: number) => number): ColumnSummary {
  const column = createColumn(source.name, plan.rows);
  for (let visit = 0; visit < plan.rows; visit++) addToColumn(column, source.at(rowAt(positionOf(plan, visit))));
  return summariseColumn(column, plan.full, source.type);
}

/** The whole table's fingerprint follows from its columns' and its length. */
export function fingerprintOf(rows: number, columns: ColumnSummary[]): string | undefined {
  const hash = createHash();
  addValue(hash, rows);
  let sampled = false;
  for (const column of columns) {
    if (column.fingerprint === undefined) return undefined;
    addValue(hash, column.name);
    addOnce(hash, column.fingerprint);
    if (column.fingerprint.startsWith('s:')) sampled = true;
    if (column.fingerprint.includes('i:')) hash.local = true;
  }
  return textOf(hash, sampled);
}

export function describeTable(facts: TableFacts, scanned: Scanned, preview: Preview): Description {
  const omitted = facts.columns - scanned.columns.length;
  const named = scanned.columns.map((column) => ({ ...column, name: cutText(maskText(column.name), 200) }));
  const fp = fingerprintOf(facts.rows, scanned.columns);
  return {
    kind: 'table',
    type: facts.type,
    ...(facts.lib === undefined ? {} : { lib: facts.lib }),
    summary: {
      shape: [facts.rows, facts.columns],
      columns: named,
      ...(omitted > 0 ? { columnsOmitted: omitted } : {}),
      ...(facts.index === undefined ? {} : { index: facts.index }),
      ...(facts.bytes === undefined ? {} : { bytes: facts.bytes }),
    },
    ...(fp === undefined ? {} : { fp }),
    detail: scanned.full ? 'full' : 'sample',
    ...(scanned.why === undefined ? {} : { why: scanned.why }),
    preview,
  };
}

/** The first rows and columns. `rowAt` says where visible row n is, or -1 past the end of what can be found cheaply. */
export function previewTable(
  names: string[],
  totalRows: number,
  totalColumns: number,
  limits: CaptureLimits,
  cellAt: (row: number, column: number) => unknown,
): Preview {
  const shown = names.slice(0, atMost(names.length, limits.previewColumns));
  const most = Math.max(1, Math.floor(MOST_PREVIEW_CELLS / Math.max(1, shown.length)));
  const count = Math.min(atMost(totalRows, limits.previewRows), most);
  const rows: Cell[][] = [];
  const hiding = shown.map((name) => (isSecretName(name) ? name : undefined));
  for (let row = 0; row < count; row++) {
    const cells: Cell[] = [];
    for (let column = 0; column < shown.length; column++) cells.push(cellOf(cellAt(row, column), hiding[column]));
    rows.push(cells);
  }
  return { form: 'table', columns: shown.map((name) => cutText(name, 200)), rows, totalRows, totalColumns };
}
