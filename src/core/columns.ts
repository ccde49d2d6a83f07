/** Growable typed columns: what lets a run of a million steps fit in memory. Unset places read as `empty`. */

export interface Column {
  data: Int32Array | Float64Array | Uint8Array;
  readonly empty: number;
}

export const intColumn = (empty = 0): Column => fill({ data: new Int32Array(64), empty });
export const floatColumn = (empty = 0): Column => fill({ data: new Float64Array(64), empty });
export const byteColumn = (empty = 0): Column => fill({ data: new Uint8Array(64), empty });

function fill(column: Column): Column {
  if (column.empty !== 0) column.data.fill(column.empty);
  return column;
}

export function put(column: Column, index: number, value: number): void {
  if (index >= column.data.length) grow(column, index);
  column.data[index] = value;
}

export function at(column: Column, index: number): number {
  return column.data[index] ?? column.empty;
}

/** From here on, what is unused of a column would weigh more than copying it more often. */
const LARGE = 1 << 18;

function grow(column: Column, index: number): void {
  const old = column.data;
  const size = Math.max(index + 1, Math.floor(old.length * (old.length < LARGE ? 2 : 1.25)));
  const data =
    old instanceof Int32Array
      ? new Int32Array(size)
      : old instanceof Float64Array
        ? new Float64Array(size)
        : new Uint8Array(size);
  data.set(old);
  if (column.empty !== 0) data.fill(column.empty, old.length);
  column.data = data;
}

/** Strings that repeat (roles, variable names, type names) are kept once. Code 0 is "none". */
export interface Words {
  readonly codes: Map<string, number>;
  readonly texts: string[];
}

export const createWords = (): Words => ({ codes: new Map(), texts: [''] });

export function codeOf(words: Words, text: string | undefined): number {
  if (text === undefined) return 0;
  const known = words.codes.get(text);
  if (known !== undefined) return known;
  words.texts.push(text);
  words.codes.set(text, words.texts.length - 1);
  return words.texts.length - 1;
}

export const wordAt = (words: Words, code: number): string => words.texts[code] ?? '';

/** A number that stands for a text of which only equality matters: 52 bits of it, never 0. */
export function printOf(text: string): number {
  let high = 0x811c9dc5;
  let low = 0x9e3779b1;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x85ebca6b) ^ (low >>> 13);
  }
  return (high >>> 12) * 0x1_0000_0000 + (low >>> 0) + 1;
}
