/** A table that fits the terminal: columns as wide as they need, the flexible ones share what is missing. */
import { clip, type Ink, pad, paint, plainLine, terminalWidth, widthOf } from './terminal.ts';

export interface Column {
  title: string;
  side?: 'left' | 'right';
  /** May shrink to this width; others keep theirs. */
  least?: number;
  /** Never wider than this. */
  most?: number;
}

/** A cell is one text, or pieces in different inks. */
export type Piece = [text: string, ink?: Ink | undefined];
export type TableCell = string | Piece[];
/** A text alone stands as a line across the table. */
export type TableRow = TableCell[] | { line: TableCell };

const GAP = 2;

export function formatTable(columns: Column[], rows: TableRow[], width = terminalWidth()): string {
  const cells = rows.flatMap((row) => (Array.isArray(row) ? [row] : []));
  const used = columns.map((column, index) => {
    const widest = Math.max(widthOf(column.title), ...cells.map((row) => widthOf(textOf(row[index] ?? ''))));
    return Math.min(widest, column.most ?? Number.POSITIVE_INFINITY);
  });
  // A column that nothing stands in is left out.
  const kept = columns.map((_, index) => index).filter((index) => cells.some((row) => textOf(row[index] ?? '') !== ''));
  shrink(columns, used, kept, width);
  const widths = kept.map((index) => used[index] ?? 0);
  const line = (parts: TableCell[], ink?: Ink): string =>
    kept
      .map((index, at) => formatCell(parts[index] ?? '', widths[at] ?? 0, columns[index]?.side ?? 'left', ink))
      .join(' '.repeat(GAP))
      .trimEnd();
  const head = line(
    columns.map((column) => column.title),
    'dim',
  );
  const body = rows.map((row) => (Array.isArray(row) ? line(row) : formatCell(row.line, width, 'left').trimEnd()));
  return [head, ...body].join('\n');
}

function shrink(columns: Column[], used: number[], kept: number[], width: number): void {
  const total = (): number => kept.reduce((sum, index) => sum + (used[index] ?? 0) + GAP, -GAP);
  for (let over = total() - width; over > 0; over = total() - width) {
    const widest = kept
      .filter((index) => (used[index] ?? 0) > (columns[index]?.least ?? Number.POSITIVE_INFINITY))
      .sort((a, b) => slack(columns, used, b) - slack(columns, used, a))[0];
    if (widest === undefined) return;
    used[widest] = (used[widest] ?? 0) - 1;
  }
}

function slack(columns: Column[], used: number[], index: number): number {
  return (used[index] ?? 0) / Math.max(1, columns[index]?.least ?? 1);
}

function textOf(cell: TableCell): string {
  return plainLine(typeof cell === 'string' ? cell : cell.map(([text]) => text).join(''));
}

function formatCell(cell: TableCell, width: number, side: 'left' | 'right', ink?: Ink): string {
  const pieces: Piece[] = typeof cell === 'string' ? [[cell, ink]] : cell;
  const blank = ' '.repeat(Math.max(0, width - widthOf(textOf(cell))));
  let left = width;
  let painted = '';
  for (const [text, colour] of pieces) {
    const shown = clip(plainLine(text), left);
    left -= widthOf(shown);
    painted += paint(shown, colour ?? ink);
    if (left <= 0) break;
  }
  return side === 'right' ? blank + painted : painted + blank;
}

export { pad };
