/** What stands at the right of a node: the size or value of an artifact in a few characters. */
import type { ArtifactKind, Cell, Summary } from '../protocol/artifact.ts';
import { shorten } from './code.ts';
import { bytesText, countText, numberText } from './quantity.ts';

const LONGEST = 28;

export function shapeText(kind: ArtifactKind, type: string, summary: Summary): string {
  const { shape } = summary;
  switch (kind) {
    case 'table':
    case 'series':
    case 'array':
      return shape !== undefined && shape.length > 0 ? shape.map(countText).join(' × ') : type;
    case 'model':
      return modelText(type, summary);
    case 'file':
      // Opened for writing: what it held when it was opened says nothing.
      return summary.bytes === undefined || (summary.bytes === 0 && summary.mode === 'write')
        ? 'file'
        : bytesText(summary.bytes);
    case 'message':
    case 'response':
      return messageText(type, summary);
    case 'collection':
      return shape?.[0] === undefined ? type : counted(shape[0], 'item');
    case 'record': {
      const fields = shape?.[0] ?? (summary.fields === undefined ? undefined : Object.keys(summary.fields).length);
      return fields === undefined ? type : counted(fields, 'field');
    }
    case 'text':
      if (summary.value !== undefined) return cut(cellText(summary.value));
      return shape?.[0] === undefined ? type : counted(shape[0], 'character');
    case 'bytes':
      return shape?.[0] === undefined ? type : bytesText(shape[0]);
    case 'scalar':
    case 'date':
      return summary.value === undefined ? type : cut(cellText(summary.value));
    case 'lazy':
      return lazyText(type, summary);
    default:
      return type;
  }
}

const counted = (n: number, word: string): string => `${countText(n)} ${word}${n === 1 ? '' : 's'}`;

const cut = (text: string): string => shorten(text, LONGEST);

function modelText(type: string, summary: Summary): string {
  if (summary.parts === undefined || summary.parts.length === 0) return cut(type);
  return `${cut(type)} · ${counted(summary.parts.length, /pipeline/i.test(type) ? 'step' : 'part')}`;
}

function messageText(type: string, summary: Summary): string {
  const { tokens, shape, role } = summary;
  const total = tokens?.total ?? (tokens?.input ?? 0) + (tokens?.output ?? 0);
  if (total > 0) return counted(total, 'token');
  if (shape?.[0] !== undefined)
    return shape[0] > 0 && role === undefined ? counted(shape[0], 'message') : (role ?? type);
  return role ?? type;
}

function lazyText(type: string, summary: Summary): string {
  const columns = summary.columns === undefined ? undefined : summary.columns.length + (summary.columnsOmitted ?? 0);
  if (columns !== undefined) return `lazy · ${counted(columns, 'column')}`;
  // A lazy frame is no promise: nothing is under way.
  return /^Lazy/.test(type) ? 'lazy' : (summary.progress ?? type);
}

/** A cell's value in one line, as text: for shapes, tables in terminals and hovers. */
export function cellText(cell: Cell): string {
  if (cell === null) return 'null';
  if (typeof cell === 'number') return numberText(cell);
  if (typeof cell === 'string') return JSON.stringify(cell);
  if (typeof cell === 'boolean') return String(cell);
  const [tag, first = '', second = ''] = cell;
  switch (tag) {
    case 'nan':
      return 'NaN';
    case 'nat':
      return 'NaT';
    case 'na':
      return 'NA';
    case 'inf':
      return '∞';
    case '-inf':
      return '−∞';
    case '-0':
      return '−0';
    case 'text':
      return `${JSON.stringify(first).slice(0, -1)}…"`;
    case 'value':
      return String(second === '' ? first : second);
    case 'int':
    case 'date':
    case 'bytes':
      return String(first);
    default:
      return tag;
  }
}
