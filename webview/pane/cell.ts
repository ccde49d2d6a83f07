/** One value as it stands in a table: its text, and how special it is. Protocol's tagged values are told apart from text that looks like them. */
import type { Cell } from '../../src/protocol/artifact.ts';
import { clip, grouped, visible } from '../text.ts';

export interface CellText {
  text: string;
  /** number and plain are data; the others are drawn so that they cannot be mistaken for data. */
  look: 'plain' | 'number' | 'boolean' | 'special' | 'null' | 'date' | 'cut' | 'object';
  title?: string;
}

const SPECIAL: Record<string, string> = {
  nan: 'NaN',
  nat: 'NaT',
  inf: '∞',
  '-inf': '−∞',
  '-0': '-0',
  undefined: 'undefined',
  na: 'NA',
};
const MOST = 200;

export function cellText(cell: Cell | undefined, decimals?: number): CellText {
  if (cell === undefined) return { text: '', look: 'plain' };
  if (cell === null) return { text: 'null', look: 'null' };
  if (typeof cell === 'boolean') return { text: String(cell), look: 'boolean' };
  if (typeof cell === 'number') return { text: numberText(cell, decimals), look: 'number' };
  if (typeof cell === 'string')
    return cell === ''
      ? { text: 'empty', look: 'null', title: 'Empty text' }
      : { text: clip(visible(cell), MOST), look: 'plain' };
  return taggedText(cell);
}

function taggedText([tag, first = '', second = '']: Exclude<Cell, null | boolean | number | string>): CellText {
  const special = SPECIAL[tag];
  if (special !== undefined)
    return { text: special, look: tag === 'inf' || tag === '-inf' || tag === '-0' ? 'special' : 'null' };
  if (tag === 'int') return { text: visible(String(first)), look: 'number' };
  if (tag === 'date') return { text: visible(String(first)), look: 'date' };
  if (tag === 'bytes') return { text: `0x${clip(visible(String(first)), 64)}`, look: 'object', title: 'Bytes' };
  if (tag === 'text')
    return {
      text: `${clip(visible(String(first)), MOST)}…`,
      look: 'cut',
      title: `Text of ${grouped(Number(second))} characters; the beginning is kept`,
    };
  return { text: clip(visible(String(second || first)), MOST), look: 'object', title: visible(String(first)) };
}

function numberText(value: number, decimals: number | undefined): string {
  if (decimals !== undefined) return value.toFixed(decimals);
  return Number.isInteger(value) || Math.abs(value) >= 1e15 ? String(value) : String(Number(value.toPrecision(10)));
}

/** As many decimals as a column's shown numbers need, so that they line up at the point. Undefined: as they come. */
export function decimalsOf(cells: Iterable<Cell | undefined>, type: string): number | undefined {
  let most = 0;
  let any = false;
  for (const cell of cells) {
    if (typeof cell !== 'number') continue;
    any = true;
    const size = Math.abs(cell);
    if (size >= 1e9 || (size > 0 && size < 1e-4)) return undefined;
    const text = String(cell);
    const point = text.indexOf('.');
    if (point >= 0) most = Math.max(most, text.length - point - 1);
  }
  if (!any) return undefined;
  const float = /float|double|decimal|f32|f64/i.test(type);
  return Math.min(most === 0 && float ? 1 : most, 4);
}

/** A number in running text: 24,310 or 0.981 or 1.2e-9. */
export function shortNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return grouped(value);
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e9) ? value.toExponential(2) : String(Number(value.toPrecision(5)));
}

/** A value of a column in few characters. Whole numbers stand as in the rows: a year has no comma. */
export const shortCell = (cell: Cell | undefined): string =>
  typeof cell === 'number' && !Number.isInteger(cell) ? shortNumber(cell) : clip(cellText(cell).text, 40);
