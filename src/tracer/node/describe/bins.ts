/** Bins of D3: arrays with the edges `x0` and `x1`. A list of them is the table of a histogram. */

import type { CaptureLimits } from '../../../protocol/runLog.ts';
import type { Description } from './description.ts';
import { isOrdinaryArray, isRealArray, itemAt, readOwn } from './own.ts';
import { type ColumnSource, describeTable, previewTable, scanColumns } from './table.ts';

const COLUMNS = ['x0', 'x1', 'count'];

/** Whether an array is a bin: edges of any ordered type, numbers or dates. */
function isBin(value: unknown): value is readonly unknown[] {
  return isRealArray(value) && readOwn(value, 'x0') !== undefined && readOwn(value, 'x1') !== undefined;
}

export function holdsBins(values: readonly unknown[]): boolean {
  if (values.length === 0 || values.length > 10_000) return false;
  const ordinary = isOrdinaryArray(values);
  for (let index = 0; index < values.length; index++) if (!isBin(itemAt(values, index, ordinary))) return false;
  return true;
}

export function describeBins(values: readonly unknown[], limits: CaptureLimits): Description {
  const ordinary = isOrdinaryArray(values);
  const sources = COLUMNS.map(
    (name): ColumnSource => ({ name, at: (row) => cellAt(itemAt(values, row, ordinary), name) }),
  );
  const scanned = scanColumns(sources, values.length, limits);
  const preview = previewTable(COLUMNS, values.length, COLUMNS.length, limits, (row, column) =>
    sources[column]?.at(row),
  );
  return describeTable(
    { type: 'Array', lib: 'd3-array', rows: values.length, columns: COLUMNS.length },
    scanned,
    preview,
  );
}

function cellAt(bin: unknown, name: string): unknown {
  if (!isRealArray(bin)) return undefined;
  return name === 'count' ? bin.length : readOwn(bin, name);
}
