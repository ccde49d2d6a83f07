/** Apache Arrow tables, record batches and vectors. */
import type { Preview } from '../../../protocol/artifact.ts';
import { type ArrowReader, arrowReader, joinChunks, typeNameOf } from './arrowData.ts';
import { cellOf } from './cell.ts';
import { atMost, type Description, type Family } from './description.ts';
import { readArray, readOwn, readString } from './own.ts';
import { describeTable, MOST_COLUMNS, previewTable, scanColumns } from './table.ts';

export const describeArrowTable: Family = (value, limits, chain) => {
  const fields = readArray(readOwn(value, 'schema'), 'fields');
  const batches = readArray(value, 'batches') ?? (readOwn(value, 'data') === undefined ? undefined : [value]);
  if (fields === undefined || batches === undefined) return undefined;
  const columns = fields.map((field, index) => {
    const type = readOwn(field, 'type');
    const data = batches.map((batch) => readArray(readOwn(batch, 'data'), 'children')?.[index]);
    const reader = joinChunks(
      data.filter(isPresent),
      typeof type === 'object' && type !== null ? typeNameOf(type) : 'unknown',
    );
    return { name: readString(field, 'name') ?? String(index), ...reader };
  });
  const rows = columns[0]?.length ?? 0;
  const scanned = scanColumns(columns.slice(0, MOST_COLUMNS), rows, limits);
  const names = columns.map((column) => column.name);
  const preview = previewTable(names, rows, names.length, limits, (row, column) => columns[column]?.at(row));
  return describeTable(
    { type: chain[0] ?? 'Table', lib: 'apache-arrow', rows, columns: names.length },
    scanned,
    preview,
  );
};

function isPresent(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

export const describeArrowVector: Family = (value, limits, chain): Description | undefined => {
  if (chain[0] !== 'Vector' && chain[0] !== 'MemoizedVector') return undefined;
  const reader = arrowReader(value);
  if (reader === undefined) return undefined;
  const scanned = scanColumns([{ name: '', ...reader }], reader.length, limits);
  const { name: _, ...column } = scanned.columns[0] ?? { name: '', type: reader.type };
  return {
    kind: 'series',
    type: chain[0],
    lib: 'apache-arrow',
    summary: {
      shape: [reader.length],
      dtype: reader.type,
      ...(column.nulls === undefined ? {} : { nulls: column.nulls }),
      ...(column.min === undefined ? {} : { min: column.min }),
      ...(column.max === undefined ? {} : { max: column.max }),
      ...(column.mean === undefined ? {} : { mean: column.mean }),
    },
    ...(column.fingerprint === undefined ? {} : { fp: column.fingerprint }),
    detail: scanned.full ? 'full' : 'sample',
    ...(scanned.why === undefined ? {} : { why: scanned.why }),
    preview: previewOf(reader, limits.previewItems),
  };
};

function previewOf(reader: ArrowReader, limit: number): Preview {
  const count = atMost(reader.length, limit);
  return {
    form: 'items',
    items: Array.from({ length: count }, (_, row) => cellOf(reader.at(row))),
    total: reader.length,
  };
}
