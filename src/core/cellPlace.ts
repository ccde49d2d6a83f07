/** Which cell of a notebook a line of its joined text belongs to, and how a place is said. */
import type { CellPlace, Place } from '../protocol/graph.ts';
import type { CellRow } from '../protocol/runLog.ts';

export function rowAt(cells: readonly CellRow[] | undefined, line: number): CellRow | undefined {
  return cells?.find((row) => line >= row.line && line < row.line + row.lines);
}

export function cellPlace(cells: readonly CellRow[] | undefined, line: number): CellPlace | undefined {
  const row = rowAt(cells, line);
  if (row === undefined) return undefined;
  const { number, index, id, title } = row;
  return { number, index, id, title, line: line - row.line + 1 };
}

/** `12`, or `cell 3:4` in a notebook. */
export const lineText = ({ line, cell }: Pick<Place, 'line' | 'cell'>): string =>
  cell === undefined ? String(line) : `cell ${cell.number}:${cell.line}`;

/** `train.py:12`, `analysis.ipynb, cell 3:4`. */
export const placeText = (place: Place, file = place.file): string =>
  `${file}${place.cell === undefined ? ':' : ', '}${lineText(place)}`;
