/** One value as a preview shows it: JSON's own types as they are, all else tagged, secrets masked, long text cut. */
import { types } from 'node:util';
import { isMaskedByUser, isSecretName, MASK, maskText, rememberSecret } from '../../../core/secrets.ts';
import type { Cell } from '../../../protocol/artifact.ts';
import { dateTime, isoOf, isProxy, mapSize, regExpText, setSize, typedLength } from './intrinsics.ts';
import { HIDDEN, isOrdinaryArray, isRealArray, itemAt, ownKeys, readKnown, readString } from './own.ts';
import { typeName } from './typeName.ts';

const LONGEST_CELL = 200;
export const LONGEST_TEXT = 100;
const DEEPEST = 3;

/** Replaces the half of a surrogate pair that has no partner, and cuts without making one. */
export function cutText(text: string, length: number): string {
  return text.length <= length ? text.toWellFormed() : text.slice(0, length).toWellFormed();
}

export function numberCell(value: number): Cell {
  if (Number.isNaN(value)) return ['nan'];
  if (value === Number.POSITIVE_INFINITY) return ['inf'];
  if (value === Number.NEGATIVE_INFINITY) return ['-inf'];
  return Object.is(value, -0) ? ['-0'] : value;
}

export function textCell(value: string, longest = LONGEST_CELL): Cell {
  // Masked before it is cut, so that no half of a secret is left without its mark.
  const text = maskText(value.length > longest * 4 ? value.slice(0, longest * 4) : value);
  return value.length > longest ? ['text', cutText(text, longest), value.length] : cutText(text, longest);
}

/** `name` is the column, key or field that the value stands under: a secret's name hides it. `short`: its short text, where that is known. */
export function cellOf(value: unknown, name?: string, longest?: number, short?: string): Cell {
  if (name !== undefined && isHidden(name, value)) return MASK;
  switch (typeof value) {
    case 'string':
      return textCell(value, longest);
    case 'number':
      return numberCell(value);
    case 'boolean':
      return value;
    case 'undefined':
      return ['undefined'];
    case 'bigint':
      return ['int', digitsOf(value)];
    case 'symbol':
      return value === HIDDEN ? ['value', 'unknown', '…'] : ['value', 'symbol', shortText(value)];
    default:
      if (value === null) return null;
      if (types.isDate(value) && !isProxy(value)) {
        const iso = isoOf(dateTime(value));
        return iso === undefined ? ['nat'] : ['date', iso];
      }
      return ['value', typeName(value), short ?? shortText(value)];
  }
}

/** Under a secret's name, remembered so that it stays hidden elsewhere; under a name of the user's, whatever it is. */
function isHidden(name: string, value: unknown): boolean {
  if (value === null || value === undefined || !isSecretName(name)) return false;
  if (typeof value === 'string') rememberSecret(value);
  return typeof value !== 'boolean' || isMaskedByUser(name);
}

const WIDEST = 10n ** 60n;

/** Digits of a bigint; one with thousands of digits costs too much to print and is told by its size. */
function digitsOf(value: bigint): string {
  return value < WIDEST && value > -WIDEST ? value.toString() : `${value < 0n ? '-' : ''}…`;
}

/** A value in a few words, for cells and fields: `{id: 7, name: "Ada"}`, `Array(3) [1, 2, 3]`. Runs nothing of the program. */
export function shortText(value: unknown, room = LONGEST_TEXT, name?: string): string {
  return cutText(write(value, room, 0, [], name), room);
}

function write(value: unknown, room: number, depth: number, above: object[], name?: string): string {
  if (name !== undefined && isHidden(name, value)) return MASK;
  switch (typeof value) {
    case 'string': {
      const cut = value.length > room * 4 ? value.slice(0, room * 4) : value;
      return depth === 0 ? maskText(cut) : JSON.stringify(cutText(maskText(cut), room));
    }
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${digitsOf(value)}n`;
    case 'symbol':
      return value === HIDDEN ? '(getter)' : `Symbol(${value.description ?? ''})`;
    case 'function':
      return isProxy(value) ? 'Proxy' : 'function';
    case 'object':
      return value === null ? 'null' : writeObject(value, room, depth, above);
    default:
      return String(value);
  }
}

function writeObject(value: object, room: number, depth: number, above: object[]): string {
  if (isProxy(value)) return 'Proxy';
  if (above.includes(value)) return '(cycle)';
  const type = typeName(value);
  if (types.isDate(value)) return isoOf(dateTime(value)) ?? 'Invalid Date';
  if (types.isRegExp(value)) return regExpText(value);
  if (types.isNativeError(value)) return `${type}: ${maskText(readString(value, 'message') ?? '')}`;
  if (types.isMap(value)) return `${type}(${mapSize(value)})`;
  if (types.isSet(value)) return `${type}(${setSize(value)})`;
  if (types.isTypedArray(value)) return `${type}(${typedLength(value)})`;
  if (isRealArray(value)) {
    if (depth >= DEEPEST) return `${type}(${value.length})`;
    return writeItems(value, room, depth, [...above, value]);
  }
  const keys = ownKeys(value);
  const label = type === 'Object' ? '' : `${type} `;
  if (depth >= DEEPEST) return `${label}{…}`;
  let text = `${label}{`;
  let first = true;
  for (const key of keys) {
    if (text.length >= room) return `${text}, …}`;
    text += `${first ? '' : ', '}${cutText(maskText(key), 40)}: ${write(readKnown(value, key), room - text.length, depth + 1, [...above, value], key)}`;
    first = false;
  }
  return `${text}}`;
}

function writeItems(values: readonly unknown[], room: number, depth: number, above: object[]): string {
  const ordinary = isOrdinaryArray(values);
  let text = '[';
  for (let index = 0; index < values.length; index++) {
    if (text.length >= room) return `${text}, …]`;
    text += `${index === 0 ? '' : ', '}${write(itemAt(values, index, ordinary), room - text.length, depth + 1, above)}`;
  }
  return `${text}]`;
}
