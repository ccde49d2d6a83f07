/** Numbers, durations and cells of data as the command line writes them. */
import { countText, durationText } from '../core/quantity.ts';
import type { Cell } from '../protocol/artifact.ts';

/** Nothing where nothing was measured. */
export function sayDuration(ms: number): string {
  return ms <= 0 ? '' : durationText(ms);
}

/** One value of a preview. Numbers as they are; long fractions are shortened for the eye only. */
export function sayCell(cell: Cell): string {
  if (cell === null) return 'null';
  if (typeof cell === 'number') return Number.isInteger(cell) ? String(cell) : String(Number(cell.toPrecision(8)));
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'boolean') return String(cell);
  const [tag, first = '', second = ''] = cell;
  switch (tag) {
    case 'nan':
      return 'NaN';
    case 'nat':
      return 'NaT';
    case 'na':
      return '<NA>';
    case 'inf':
      return 'inf';
    case '-inf':
      return '-inf';
    case '-0':
      return '-0';
    case 'undefined':
      return 'undefined';
    case 'int':
    case 'date':
      return String(first);
    case 'bytes':
      return `bytes ${first}`;
    case 'text':
      return `${first}… (${countText(Number(second))} characters)`;
    case 'value':
      return `${second || first}`;
    default:
      return cell.join(' ');
  }
}

/** When, as one says it today. */
export function sayWhen(iso: string, now = new Date()): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const two = (n: number): string => String(n).padStart(2, '0');
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  if (date.toDateString() === now.toDateString()) return `today ${time}`;
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${time}`;
}
