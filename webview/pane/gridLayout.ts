/** Which columns and rows of a large table are in sight, and how wide each column is. Pure. */
import type { ColumnSummary, Preview } from '../../src/protocol/artifact.ts';
import { plural } from '../text.ts';
import { cellText, decimalsOf } from './cell.ts';

export type TablePreview = Extract<Preview, { form: 'table' }>;

export interface GridColumn {
  name: string;
  /** Position in a row; -1 for the row labels. */
  at: number;
  left: number;
  width: number;
  numeric: boolean;
  decimals: number | undefined;
  summary: ColumnSummary | undefined;
}

export const ROW = 24;
const NARROW = 64;
const WIDE = 260;
/** Rows looked at for a column's decimals, and cells measured for the widths of all columns: more would cost more than it tells. */
const SAMPLE = 40;
const MEASURED = 8000;

export function gridColumns(
  preview: TablePreview,
  columns: ColumnSummary[],
  width: (text: string, bold: boolean) => number,
): GridColumn[] {
  const result: GridColumn[] = [];
  let left = 0;
  const measured = Math.max(3, Math.min(SAMPLE, Math.floor(MEASURED / Math.max(1, preview.columns.length))));
  const add = (name: string, at: number, summary: ColumnSummary | undefined) => {
    const cells = preview.rows.slice(0, SAMPLE).map((row, index) => (at < 0 ? preview.index?.[index] : row[at]));
    const decimals = decimalsOf(cells, summary?.type ?? '');
    const texts = cells.slice(0, measured).map((cell) => cellText(cell, decimals));
    const numeric =
      texts.some(({ look }) => look === 'number') && texts.every(({ look }) => look !== 'plain' && look !== 'object');
    const widest = Math.max(
      width(name, true),
      width(summary ? typeLine(summary, preview.totalRows) : '', false),
      summary?.bins || summary?.top ? 70 : 0,
      ...texts.map(({ text }) => width(text.slice(0, 60), false)),
    );
    const column = {
      name,
      at,
      left,
      width: Math.round(Math.min(WIDE, Math.max(NARROW, widest + 22))),
      numeric,
      decimals,
      summary,
    };
    left += column.width;
    result.push(column);
  };
  if (preview.index) add('', -1, undefined);
  // Names may come twice: columns are matched by position where the summary has them all, else by name.
  const aligned =
    columns.length >= preview.columns.length && preview.columns.every((name, at) => columns[at]?.name === name);
  const byName = aligned ? undefined : new Map(columns.map((column) => [column.name, column]));
  for (const [at, name] of preview.columns.entries()) add(name, at, byName ? byName.get(name) : columns[at]);
  return result;
}

export const typeLine = (column: ColumnSummary, rows?: number): string =>
  [column.type, aside(column, rows)].filter(Boolean).join(' · ');

export function aside(column: ColumnSummary, rows: number | undefined): string {
  if (column.nulls) {
    const share = rows ? (column.nulls / rows) * 100 : 0;
    return share >= 0.1 ? `${Number(share.toPrecision(2))} % null` : plural(column.nulls, 'null', 'null');
  }
  if (column.top && column.distinct !== undefined) return `${plural(column.distinct, 'distinct', 'distinct')}`;
  return column.nulls === 0 ? '0 null' : '';
}

/** First and last column in sight, by halving. */
export function columnsInSight(columns: GridColumn[], left: number, width: number): [first: number, end: number] {
  let low = 0;
  let high = columns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const column = columns[middle];
    if (column && column.left + column.width <= left) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < columns.length && (columns[end]?.left ?? 0) < left + width) end++;
  return [low, end];
}
