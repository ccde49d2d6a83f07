/**
 * A 64-bit content hash over canonical primitives, made of two 32-bit lanes: cheap in JavaScript, equal for equal content.
 * Plain objects, arrays and dates inside count by content down to a few levels; deeper or of a class, by identity,
 * and the result then starts with `i:`, since identity says nothing outside this process.
 */
import { types } from 'node:util';
import { dateTime, isArray, isProxy, objectPrototype, prototypeOf } from './intrinsics.ts';
import { isOrdinaryArray, isPlain, itemAt, ownKeys, readKnown } from './own.ts';

const DEEPEST = 3;
const WIDEST = 64;
export const LONGEST_TEXT = 1024;
/** Members of structures inside of structures that one hash looks at: nesting multiplies. */
const MOST_NESTED = 5000;
const SHORT = 40;
const MOST_SHORTS = 5000;
const shorts = new Map<string, Hash>();
const { imul } = Math;
const write = (Buffer.prototype as unknown as { utf8Write(text: string, offset: number, length: number): number })
  .utf8Write;
/** Three bytes for each unit of text at most, and as many to end the last word. */
const bytes = Buffer.from(new ArrayBuffer(LONGEST_TEXT * 3 + 4));
const fours = new Int32Array(bytes.buffer);
const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

/** Nested members that hashes have looked at so far. */
let nested = 0;
export const nestedLookedAt = (): number => nested;

export interface Hash {
  a: number;
  b: number;
  /** Something in it was only looked at in part. */
  partial: boolean;
  /** Something in it was known by identity only. */
  local: boolean;
  /** Nested members that may still be looked at. */
  room: number;
}

/** `share`: what part of the nested members that one hash may look at this one may (purse.ts). */
export function createHash(share = 1): Hash {
  // small integers only: V8 compiles what reads them once, and not again for each kind of number that it meets
  return { a: 0x811c9dc5 | 0, b: 0x9747b28c | 0, partial: false, local: false, room: (MOST_NESTED * share) | 0 };
}

function mix(hash: Hash, word: number): void {
  const a = imul(hash.a ^ word, 0x85ebca6b);
  hash.a = a ^ (a >>> 13);
  const b = imul(hash.b ^ word, 0xc2b2ae35);
  hash.b = (b << 15) | (b >>> 17);
}

function addText(hash: Hash, text: string): void {
  const length = text.length;
  mix(hash, length);
  if (length > LONGEST_TEXT) {
    hash.partial = true;
    addBytes(hash, text.slice(0, LONGEST_TEXT >> 1));
    addBytes(hash, text.slice(length - (LONGEST_TEXT >> 1)));
  } else if (length > SHORT) addBytes(hash, text);
  else addShort(hash, text);
}

/** Four at once: a program is mostly over before a loop over each letter would run fast. */
function addBytes(hash: Hash, text: string): void {
  const written = write.call(bytes, text, 0, bytes.length);
  for (let index = written; index < written + 3; index++) bytes[index] = 0;
  mixWords(hash, fours, (written + 3) >> 2);
}

function mixWords(hash: Hash, from: Int32Array, count: number): void {
  let { a, b } = hash;
  for (let index = 0; index < count; index++) {
    const word = from[index] as number;
    a = imul(a ^ word, 0x85ebca6b);
    a ^= a >>> 13;
    b = imul(b ^ word, 0xc2b2ae35);
    b = (b << 15) | (b >>> 17);
  }
  hash.a = a;
  hash.b = b;
}

/** A text that is not expected to come again. */
export function addOnce(hash: Hash, text: string): void {
  mix(hash, text.length);
  addBytes(hash, text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text);
}

/** Values that `addTexts` and `addNumbers` take at once, and from how many on they are worth it. */
export const MOST_AT_ONCE = 1024;
export const FEWEST_AT_ONCE = 8;
const numbers = new Float64Array(MOST_AT_ONCE);
const marks = new Int32Array(numbers.buffer);
/** In a place of their own among the numbers and lengths: NaN has but one form there, and no length is less than nothing. */
const NOT_A_NUMBER = 0x7ff80000;
const NULL = 1;
const UNDEFINED = 2;
const join = Function.prototype.call.bind(Array.prototype.join) as (
  values: readonly unknown[],
  between: string,
) => string;

/** Texts among which may be null and undefined, none longer than `LONGEST_TEXT`: read by V8 as one. */
export function addTexts(hash: Hash, texts: readonly unknown[]): void {
  const count = texts.length;
  mix(hash, 14);
  mix(hash, count);
  for (let index = 0; index < count; index++) {
    const text = texts[index];
    marks[index] = typeof text === 'string' ? text.length : text === null ? -NULL : -UNDEFINED;
  }
  mixWords(hash, marks, count);
  const all = join(texts, '');
  for (let at = 0; at < all.length; at += LONGEST_TEXT) addBytes(hash, all.slice(at, at + LONGEST_TEXT));
}

/** Numbers, among which may be null and undefined. */
export function addNumbers(hash: Hash, values: readonly unknown[]): void {
  const count = values.length;
  mix(hash, 15);
  mix(hash, count);
  for (let index = 0; index < count; index++) {
    const value = values[index];
    // NaN has many forms
    if (typeof value === 'number') numbers[index] = Number.isNaN(value) ? Number.NaN : value;
    else {
      marks[index * 2] = value === null ? NULL : UNDEFINED;
      marks[index * 2 + 1] = NOT_A_NUMBER;
    }
  }
  mixWords(hash, marks, count * 2);
}

/** Names, words and what a column holds come again and again: each is read once. */
function addShort(hash: Hash, text: string): void {
  let known = shorts.get(text);
  if (known === undefined) {
    known = createHash();
    addBytes(known, text);
    if (shorts.size >= MOST_SHORTS) shorts.clear();
    shorts.set(text, known);
  }
  mix(hash, known.a);
  mix(hash, known.b);
}

function addNumber(hash: Hash, value: number): void {
  const whole = value | 0;
  if (whole === value && !Object.is(value, -0)) {
    mix(hash, 1);
    mix(hash, whole);
    return;
  }
  float[0] = Number.isNaN(value) ? Number.NaN : value;
  mix(hash, 2);
  mix(hash, words[0] ?? 0);
  mix(hash, words[1] ?? 0);
}

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

/** A number that stands for this object as long as it lives. Holds nothing alive. */
export function identityOf(value: object): number {
  const known = identities.get(value);
  if (known !== undefined) return known;
  lastIdentity += 1;
  identities.set(value, lastIdentity);
  return lastIdentity;
}

export function addValue(hash: Hash, value: unknown, depth = 0): void {
  switch (typeof value) {
    case 'number':
      addNumber(hash, value);
      break;
    case 'string':
      mix(hash, 3);
      addText(hash, value);
      break;
    case 'boolean':
      mix(hash, value ? 4 : 5);
      break;
    case 'undefined':
      mix(hash, 6);
      break;
    case 'bigint':
      addBigInt(hash, value);
      break;
    case 'symbol':
      mix(hash, 8);
      addText(hash, value.description ?? '');
      break;
    default:
      if (value === null) mix(hash, 9);
      else addObject(hash, value as object, depth);
  }
}

function addBigInt(hash: Hash, value: bigint): void {
  mix(hash, 7);
  mix(hash, Number(BigInt.asIntN(32, value)));
  mix(hash, Number(BigInt.asIntN(32, value >> 32n)));
  if (BigInt.asIntN(64, value) !== value) addText(hash, value.toString(16));
}

function addObject(hash: Hash, value: object, depth: number): void {
  if (typeof value === 'object' && !isProxy(value)) {
    // the frequent ones first: each of these questions is a call into V8
    if (isArray(value)) {
      if (depth < DEEPEST) {
        addItems(hash, value, depth);
        return;
      }
    } else if (types.isDate(value)) {
      mix(hash, 10);
      addNumber(hash, dateTime(value));
      return;
    } else if (depth < DEEPEST && (prototypeOf(value) === objectPrototype || isPlain(value))) {
      addFields(hash, value, depth);
      return;
    }
  }
  hash.local = true;
  mix(hash, 11);
  mix(hash, identityOf(value));
}

function hasRoom(hash: Hash): boolean {
  hash.room -= 1;
  if (hash.room >= 0) {
    nested += 1;
    return true;
  }
  hash.partial = true;
  return false;
}

function addItems(hash: Hash, values: readonly unknown[], depth: number): void {
  mix(hash, 12);
  mix(hash, values.length);
  if (values.length > WIDEST) hash.partial = true;
  const ordinary = isOrdinaryArray(values);
  for (let index = 0; index < values.length && index < WIDEST; index++) {
    if (!hasRoom(hash)) return;
    addValue(hash, itemAt(values, index, ordinary), depth + 1);
  }
}

function addFields(hash: Hash, value: object, depth: number): void {
  const keys = ownKeys(value);
  mix(hash, 13);
  mix(hash, keys.length);
  if (keys.length > WIDEST) hash.partial = true;
  for (let index = 0; index < keys.length && index < WIDEST; index++) {
    if (!hasRoom(hash)) return;
    const key = keys[index] ?? '';
    addText(hash, key);
    addValue(hash, readKnown(value, key), depth + 1);
  }
}

export function addWord(hash: Hash, word: number): void {
  mix(hash, word);
}

/** The hash as text. `s:` says that it stands for a sample, `i:` that it holds for this process only. */
export function textOf(hash: Hash, sampled = false): string {
  const a = Math.imul(hash.a ^ (hash.a >>> 16), 0x85ebca6b) >>> 0;
  const b = Math.imul(hash.b ^ (hash.b >>> 15), 0xc2b2ae35) >>> 0;
  const prefix = `${sampled || hash.partial ? 's:' : ''}${hash.local ? 'i:' : ''}`;
  return prefix + hexOf(a) + hexOf(b);
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hexOf(word: number): string {
  return `${hex[word >>> 24]}${hex[(word >>> 16) & 255]}${hex[(word >>> 8) & 255]}${hex[word & 255]}`;
}

/** The hash of one value alone. */
export function hashOf(value: unknown): string {
  const hash = createHash();
  addValue(hash, value);
  return textOf(hash);
}
