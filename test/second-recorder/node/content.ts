/**
 * Whether what the second recorder saw is what the record says: the whole value against kind, shape and preview. Previews are whole
 * where the run has no limits; what lies deeper is compared as the short text in which the record tells it.
 */
import type { Cell, Preview, Summary } from '../../../src/protocol/artifact.ts';
import type { ArtifactRecord } from '../../../src/protocol/runLog.ts';

interface Tagged {
  t: string;
  c?: string;
  v?: unknown;
  columns?: string[];
  rows?: unknown[][];
}
export type Content = null | boolean | number | string | Tagged;
type Fields = [string, Content][];

const MASK = '•••';
const HEAD_BYTES = 512;
const SHORTEST_CUT = 40;

export const tagOf = (content: Content): string =>
  typeof content === 'object' && content !== null ? content.t : 'plain';

/** What is no data: functions, classes, modules, and nothing at all. */
export const isData = (content: Content): boolean => !['undefined', 'function', 'symbol'].includes(tagOf(content));

/** `deep`: also what lies inside of members. */
export function isRecordedAs(
  content: Content,
  artifact: ArtifactRecord,
  preview: Preview | undefined,
  deep = true,
): boolean {
  const tag = tagOf(content);
  const { kind, sum } = artifact;
  if (tag === 'large' || tag === 'cycle' || tag === 'unread') return true;
  if (tag === 'plain') {
    if (kind === 'text') return preview?.form === 'text' && isSameText(preview.text, preview.total, content);
    return kind === 'scalar' && isCellOf(sum.value, content);
  }
  const { t, c = '', v } = content as Tagged;
  if (t === 'lazy') return kind === 'lazy' || kind === 'connection';
  if (t === 'proxy') return artifact.type === 'Proxy';
  if (t === 'date') return kind === 'date' && isCellOf(sum.value, content);
  if (t === 'error')
    return artifact.type === c && preview?.form === 'text' && isSameText(preview.text, preview.total, v as string);
  if (t === 'other') return artifact.type === c && isCellOf(sum.value, v as string);
  if (t === 'bytes') return kind === 'bytes' && isSameBytes(v as string, preview);
  if (kind === 'response' || kind === 'message') return t === 'object' || t === 'array';
  if (kind === 'scalar') return isCellOf(sum.value, content);
  if (preview?.form === 'table') return isSameTable(content as Tagged, preview, sum, deep);
  if (preview?.form === 'items')
    return t === 'array' && isSameItems(v as Content[], preview, deep) && sum.shape?.[0] === preview.total;
  if (preview?.form === 'entries') return isSameEntries(content as Tagged, preview, artifact.type, deep);
  return false;
}

function isSameText(text: string, total: number, content: Content | undefined): boolean {
  if (typeof content !== 'string' || total !== content.length) return false;
  return text === content.toWellFormed() || text.includes(MASK);
}

function isSameBytes(hex: string, preview: Preview | undefined): boolean {
  if (preview?.form !== 'text' || preview.total !== hex.length / 2) return false;
  return preview.text.replaceAll(' ', '') === hex.slice(0, HEAD_BYTES * 2);
}

function isSameItems(items: Content[], preview: { items: Cell[]; total: number }, deep: boolean): boolean {
  if (items.length !== preview.total || preview.items.length !== items.length) return false;
  return items.every((item, index) => isCellOf(preview.items[index], item, deep));
}

function isSameTable(
  content: Tagged,
  preview: Preview & { form: 'table' },
  { shape = [], index = '' }: Summary,
  deep: boolean,
): boolean {
  // an order that the library has not computed is told as such
  const anyOrder = index.includes('stored order');
  if (content.t !== 'table' && !isRecords(content)) return false;
  const [columns, rows] = content.t === 'table' ? [content.columns ?? [], content.rows ?? []] : columnsOf(content);
  if (preview.totalRows !== rows.length || shape[0] !== rows.length || shape[1] !== columns.length) return false;
  if (preview.columns.length !== columns.length || preview.rows.length !== rows.length) return false;
  if (!deep) return content.t === 'array' && preview.columns.every((name) => columns.includes(name));
  const order = preview.columns.map((name) => columns.indexOf(name));
  const isRow = (told: Cell[], row: unknown[]) =>
    order.every((column, index) => isCellOf(told[index], row[column] as Content));
  if (!anyOrder) return rows.every((row, at) => isRow(preview.rows[at] ?? [], row));
  return preview.rows.every((told) => rows.some((row) => isRow(told, row)));
}

function isRecords({ t, v }: Tagged): boolean {
  return t === 'array' && (v as Content[]).every((each) => tagOf(each) === 'object');
}

/** Rows and columns of a list of records: every key that any of them has. */
function columnsOf(content: Tagged): [string[], Content[][]] {
  const records = (content.v as Content[]).map((each) => new Map((each as Tagged).v as Fields));
  const columns = [...new Set(records.flatMap((each) => [...each.keys()]))];
  return [
    columns,
    records.map((each) =>
      columns.map((name): Content => (each.has(name) ? (each.get(name) ?? null) : { t: 'undefined' })),
    ),
  ];
}

function isSameEntries(content: Tagged, preview: Preview & { form: 'entries' }, type: string, deep: boolean): boolean {
  const { t, c = 'Object', v } = content;
  if ((t !== 'object' && t !== 'map') || c !== type) return false;
  const all = v as [Content, Content][];
  const entries = t === 'map' || c === 'Object' ? all : all.filter(([key]) => !String(key).startsWith('_'));
  if (preview.total !== entries.length || preview.entries.length !== entries.length) return false;
  return entries.every(([key, value], index) => {
    const [cell, told] = preview.entries[index] ?? [];
    return isCellOf(cell, key, deep) && isCellOf(told, value, deep);
  });
}

function isCellOf(cell: Cell | undefined, content: Content | undefined, deep = true): boolean {
  if (content === undefined) content = { t: 'undefined' };
  if (cell === MASK || (typeof cell === 'string' && cell.includes(MASK))) return true;
  if (!Array.isArray(cell)) return cell === content || (typeof content === 'string' && cell === content.toWellFormed());
  const [tag, first, second] = cell;
  if (tag === 'text')
    return typeof content === 'string' && content.startsWith(String(first)) && content.length === second;
  if (typeof content !== 'object' || content === null) return false;
  if (tag === 'date' || tag === 'nat') return content.t === 'date' && (content.v ?? undefined) === first;
  if (tag === 'int') return content.t === 'int' && content.v === first;
  if (tag !== 'value') return content.t === tag;
  if (content.t === 'getter' || content.t === 'function' || content.t === 'symbol' || content.t === 'proxy')
    return true;
  return deep ? isShortFor(String(second), shortOf(content, 0)) : content.c === undefined || content.c === first;
}

/** Equal, or cut: then as far as it goes. */
function isShortFor(told: string, whole: string): boolean {
  if (told === whole) return true;
  let same = 0;
  while (same < told.length && told[same] === whole[same]) same++;
  return (
    same >= told.length - 1 || same >= SHORTEST_CUT || /^(?:,? …|\(|")/.test(told.slice(same)) || told.includes(MASK)
  );
}

function shortOf(content: Content, depth: number): string {
  if (typeof content === 'string') return depth === 0 ? content : JSON.stringify(content);
  if (typeof content !== 'object' || content === null) return String(content);
  const { t, c = '', v } = content;
  const label = c === 'Object' ? '' : `${c} `;
  switch (t) {
    case 'array': {
      const items = v as Content[];
      if (c === 'Set' || (c.endsWith('Array') && c !== 'Array') || depth >= 3) return `${c}(${items.length})`;
      return `[${items.map((each) => shortOf(each, depth + 1)).join(', ')}]`;
    }
    case 'map':
      return `${c}(${(v as unknown[]).length})`;
    case 'object':
      if (depth >= 3) return `${label}{…}`;
      return `${label}{${(v as Fields).map(([key, each]) => `${key}: ${shortOf(each, depth + 1)}`).join(', ')}}`;
    case 'error':
      return `${c}: ${v}`;
    case 'other':
      return String(v);
    case 'date':
      return v === null ? 'Invalid Date' : String(v);
    case 'int':
      return `${v}n`;
    case 'nan':
      return 'NaN';
    case 'inf':
      return 'Infinity';
    case '-inf':
      return '-Infinity';
    case 'function':
      return 'function';
    case 'getter':
      return '(getter)';
    default:
      return t;
  }
}
