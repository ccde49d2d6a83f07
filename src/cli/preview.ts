/** A preview as text: the sample, and how much it leaves out. */
import { countText } from '../core/quantity.ts';
import type { Cell, Preview } from '../protocol/artifact.ts';
import { formatTable } from './table.ts';
import { clip, plainLine, terminalWidth } from './terminal.ts';
import { sayCell } from './words.ts';

export function formatPreview(preview: Preview): string {
  switch (preview.form) {
    case 'table':
      return formatRows(preview);
    case 'items':
      return [
        ...preview.items.map((item, index) => `${index}  ${line(sayCell(item))}`),
        ...more(preview.items.length, preview.total, 'items'),
      ].join('\n');
    case 'entries':
      return [
        ...preview.entries.map(([key, value]) => line(`${sayCell(key)}: ${sayCell(value)}`)),
        ...more(preview.entries.length, preview.total, 'entries'),
      ].join('\n');
    case 'text':
      return [
        ...preview.text.split('\n').map(plainLine),
        ...more(preview.text.length, preview.total, 'characters'),
      ].join('\n');
    case 'image':
      return `image ${preview.width ?? '?'} × ${preview.height ?? '?'}: blobs/${preview.blob}`;
    case 'messages':
      return [
        ...preview.messages.flatMap(({ role, text, total }) => [
          `${role}:`,
          ...text.split('\n').map((part) => `  ${plainLine(part)}`),
          ...more(text.length, total, 'characters'),
        ]),
        ...more(preview.messages.length, preview.total, 'messages'),
      ].join('\n');
  }
}

const line = (text: string): string => clip(plainLine(text), terminalWidth() - 6);

function more(shown: number, total: number, what: string): string[] {
  return total > shown ? [`… ${countText(total - shown)} more ${what}`] : [];
}

/** As many columns as fit; the rest are named. */
function formatRows(preview: Extract<Preview, { form: 'table' }>): string {
  const { columns, rows, positions, index } = preview;
  const label = (at: number): string =>
    index?.[at] !== undefined ? sayCell(index[at]) : String(positions?.[at] ?? at);
  const fitting = fittingColumns(columns, rows);
  const table = formatTable(
    [
      { title: '', side: 'right', most: 24 },
      ...columns.slice(0, fitting).map((title, at) => ({
        title: plainLine(title) || ' ',
        side: rows.every((row) => typeof row[at] !== 'string') ? ('right' as const) : ('left' as const),
        most: 32,
        least: 4,
      })),
    ],
    rows.map((row, at) => [label(at), ...row.slice(0, fitting).map((cell) => sayCell(cell))]),
  );
  const left = [
    ...(preview.totalRows > rows.length ? [`${countText(preview.totalRows - rows.length)} more rows`] : []),
    ...(preview.totalColumns > fitting
      ? [`${countText(preview.totalColumns - fitting)} more columns: ${columns.slice(fitting).join(', ')}`]
      : []),
  ];
  return left.length > 0 ? `${table}\n${line(`… ${left.join(' · ')}`)}` : table;
}

function fittingColumns(columns: string[], rows: Cell[][]): number {
  let width = 8;
  for (const [at, title] of columns.entries()) {
    const widest = Math.max(title.length, ...rows.map((row) => sayCell(row[at] ?? null).length));
    width += Math.min(widest, 32) + 2;
    if (width > terminalWidth() && at > 0) return at;
  }
  return columns.length;
}
