/**
 * What summaries and previews must be to be shown. They are read apart from their records and may come from anywhere:
 * of a summary, fields of a wrong type are left out; a wrong preview is none. Fields that a later version adds are kept.
 */
import type { Preview, Summary } from '../protocol/artifact.ts';

type Check = (value: unknown) => boolean;
type Fields = Record<string, unknown>;

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
export const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
export const isList =
  (of: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(of);
const isPair =
  (first: Check, second: Check): Check =>
  (value) =>
    Array.isArray(value) && first(value[0]) && second(value[1]);
const isNamed =
  (of: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(of);

const isCell: Check = (value) => {
  if (!Array.isArray(value)) return value === null || isFlag(value) || isText(value) || typeof value === 'number';
  return isText(value[0]) && value.every((part) => isText(part) || typeof part === 'number');
};

const COLUMN: Record<string, Check> = {
  nulls: isNumber,
  min: isCell,
  max: isCell,
  mean: isNumber,
  distinct: isNumber,
  fingerprint: isText,
  bins: isList(isNumber),
  top: isList(isPair(isCell, isNumber)),
  sampled: isNumber,
  sparse: isFlag,
};

const SUMMARY: Record<string, Check> = {
  shape: isList(isNumber),
  columns: isList((column) => isObject(column) && isText(column.name) && isText(column.type)),
  columnsOmitted: isNumber,
  index: isText,
  dtype: isText,
  nulls: isNumber,
  min: isCell,
  max: isCell,
  mean: isNumber,
  bytes: isNumber,
  value: isCell,
  itemType: isText,
  parameters: isNamed(isText),
  fitted: isFlag,
  state: isNamed(isText),
  parts: isList(isPair(isText, isText)),
  role: isText,
  model: isText,
  tokens: isNamed(isNumber),
  finish: isText,
  path: isText,
  mode: isText,
  progress: isText,
  plan: isText,
  fields: isNamed(isPair(isText, isText)),
  cyclic: isFlag,
};

/** Undefined where it is no summary at all. What is sound in it is taken; nothing is copied where all is. */
export function takeSummary(value: unknown): Summary | undefined {
  if (!isObject(value)) return undefined;
  const summary = taken(value, SUMMARY) as Summary;
  const { columns } = summary;
  if (columns === undefined) return summary;
  const sound = columns.map((column) => taken(column as unknown as Fields, COLUMN) as unknown as typeof column);
  return sound.every((column, index) => column === columns[index]) ? summary : { ...summary, columns: sound };
}

function taken(value: Fields, checks: Record<string, Check>): Fields {
  const wrong = Object.keys(value).filter(
    (name) => Object.hasOwn(checks, name) && checks[name]?.(value[name]) !== true,
  );
  if (wrong.length === 0) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !wrong.includes(name)));
}

const isCells = isList(isCell);

export function isPreview(value: unknown): value is Preview {
  if (!isObject(value)) return false;
  const { form, index, positions, columns, rows, items, entries, text, messages } = value;
  switch (form) {
    case 'table':
      return (
        isList(isText)(columns) &&
        isList(isCells)(rows) &&
        (index === undefined || isCells(index)) &&
        (positions === undefined || isList(isNumber)(positions)) &&
        isNumber(value.totalRows) &&
        isNumber(value.totalColumns)
      );
    case 'items':
      return isCells(items) && isNumber(value.total);
    case 'entries':
      return isList(isPair(isCell, isCell))(entries) && isNumber(value.total);
    case 'text':
      return isText(text) && isNumber(value.total);
    case 'image':
      return isText(value.blob) && isText(value.mime);
    case 'messages':
      return isList(isMessage)(messages) && isNumber(value.total);
    default:
      return false;
  }
}

const isMessage: Check = (value) =>
  isObject(value) && isText(value.role) && isText(value.text) && isNumber(value.total);
