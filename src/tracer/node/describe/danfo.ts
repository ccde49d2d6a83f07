/** Frames and series of Danfo.js and its like, by their own data: `$columns`, `$data`, `$dtypes`. */
import { shortText } from './cell.ts';
import type { Family } from './description.ts';
import { isOrdinaryArray, isRealArray, itemAt, readArray, readOwn } from './own.ts';
import { type ColumnSource, describeTable, MOST_COLUMNS, previewTable, scanColumns } from './table.ts';

export const describeDanfo: Family = (value, limits, chain) => {
  const names = readArray(value, '$columns');
  const data = readOwn(value, '$data');
  if (names === undefined || !isRealArray(data)) return undefined;
  const types = readArray(value, '$dtypes') ?? [];
  const nested = isRealArray(itemAt(data, 0, isOrdinaryArray(data)));
  const ordinary = isOrdinaryArray(data);
  const columns = names.map((name, column): ColumnSource => {
    const type = types[column];
    return {
      name: typeof name === 'string' ? name : shortText(name),
      ...(typeof type === 'string' ? { type } : {}),
      at: (row) => {
        const item = itemAt(data, row, ordinary);
        return nested && isRealArray(item) ? itemAt(item, column, isOrdinaryArray(item)) : item;
      },
    };
  });
  const scanned = scanColumns(columns.slice(0, MOST_COLUMNS), data.length, limits);
  const titles = columns.map((column) => column.name);
  const preview = previewTable(titles, data.length, titles.length, limits, (row, column) => columns[column]?.at(row));
  const facts = { type: chain[0] ?? 'DataFrame', lib: 'danfojs', rows: data.length, columns: titles.length };
  const description = describeTable(facts, scanned, preview);
  return chain[0] === 'Series' ? { ...description, kind: 'series' } : description;
};
