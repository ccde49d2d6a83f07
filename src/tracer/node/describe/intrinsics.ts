/**
 * The built-in functions that descriptions use, taken once before the program runs: a program that replaces
 * Map.prototype.forEach or gives Array.prototype a getter can neither see nor break what we read.
 */
import { types } from 'node:util';

type Method = (...args: never[]) => unknown;
const bind = Function.prototype.bind;
const call = Function.prototype.call;

/** `fn.call` as a plain function: uncurry(Map.prototype.forEach)(map, f). */
function uncurry<T, A extends unknown[], R>(fn: Method): (self: T, ...args: A) => R {
  return bind.call(call, fn) as (self: T, ...args: A) => R;
}

function getterOf<T, R>(prototype: object, name: PropertyKey): (self: T) => R {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (get === undefined) throw new Error(`no getter ${String(name)}`);
  return uncurry<T, [], R>(get);
}

const TypedArray = Object.getPrototypeOf(Uint8Array.prototype) as object;

export const descriptorOf = Object.getOwnPropertyDescriptor;
export const prototypeOf: (value: object) => object | null = Object.getPrototypeOf as (value: object) => object | null;
export const keysOf = Object.keys;
export const isArray = Array.isArray;
export const { isProxy } = types;
export const hasOwn = Object.hasOwn;
export const lookupGetter = uncurry<object, [PropertyKey], unknown>(
  (Object.prototype as unknown as { __lookupGetter__: Method }).__lookupGetter__,
);

export const objectPrototype = Object.prototype;
export const arrayPrototype = Array.prototype;
/** What every built-in iterator, and every generator's or async generator's object, inherits from. */
export const IteratorPrototype = twiceUp([][Symbol.iterator]());
export const AsyncIteratorPrototype = twiceUp(prototypeOf((async function* () {})()) ?? {});

function twiceUp(value: object): object {
  const first = prototypeOf(value);
  return (first === null ? null : prototypeOf(first)) ?? {};
}

export const mapSize = getterOf<object, number>(Map.prototype, 'size');
export const setSize = getterOf<object, number>(Set.prototype, 'size');
export const mapEntries = uncurry<object, [], MapIterator<[unknown, unknown]>>(Map.prototype.entries);
export const setValues = uncurry<object, [], SetIterator<unknown>>(Set.prototype.values);
const mapNext = uncurry<object, [], IteratorResult<[unknown, unknown]>>(
  prototypeOf(new Map().entries())?.['next' as keyof object] as unknown as Method,
);
const setNext = uncurry<object, [], IteratorResult<unknown>>(
  prototypeOf(new Set().values())?.['next' as keyof object] as unknown as Method,
);

/** The first `limit` entries of a real Map, by an iterator of our own, without the program's Symbol.iterator. */
export function firstEntries(map: object, limit: number): [unknown, unknown][] {
  const found: [unknown, unknown][] = [];
  const cursor = mapEntries(map);
  while (found.length < limit) {
    const next = mapNext(cursor);
    if (next.done === true) break;
    found.push([next.value[0], next.value[1]]);
  }
  return found;
}

export function firstMembers(set: object, limit: number): unknown[] {
  const found: unknown[] = [];
  const cursor = setValues(set);
  while (found.length < limit) {
    const next = setNext(cursor);
    if (next.done === true) break;
    found.push(next.value);
  }
  return found;
}

export const dateTime = uncurry<object, [], number>(Date.prototype.getTime);
const regExpSource = getterOf<object, string>(RegExp.prototype, 'source');
const regExpFlags: [letter: string, get: (self: object) => boolean][] = [
  ['d', getterOf(RegExp.prototype, 'hasIndices')],
  ['g', getterOf(RegExp.prototype, 'global')],
  ['i', getterOf(RegExp.prototype, 'ignoreCase')],
  ['m', getterOf(RegExp.prototype, 'multiline')],
  ['s', getterOf(RegExp.prototype, 'dotAll')],
  ['u', getterOf(RegExp.prototype, 'unicode')],
  ['v', getterOf(RegExp.prototype, 'unicodeSets')],
  ['y', getterOf(RegExp.prototype, 'sticky')],
];
export function regExpText(value: object): string {
  let flags = '';
  for (const [letter, get] of regExpFlags) if (get(value)) flags += letter;
  return `/${regExpSource(value)}/${flags}`;
}
export const urlHref = getterOf<object, string>(URL.prototype, 'href');
export const typedLength = getterOf<object, number>(TypedArray, 'length');
export const typedByteLength = getterOf<object, number>(TypedArray, 'byteLength');
export const typedBuffer = getterOf<object, ArrayBuffer>(TypedArray, 'buffer');
export const typedOffset = getterOf<object, number>(TypedArray, 'byteOffset');
export const typedName = getterOf<object, string | undefined>(TypedArray, Symbol.toStringTag);
export const bufferLength = getterOf<object, number>(ArrayBuffer.prototype, 'byteLength');
export const sharedLength = getterOf<object, number>(SharedArrayBuffer.prototype, 'byteLength');
export const viewBuffer = getterOf<object, ArrayBuffer>(DataView.prototype, 'buffer');
export const viewLength = getterOf<object, number>(DataView.prototype, 'byteLength');
const toISO = uncurry<object, [], string>(Date.prototype.toISOString);
const OwnDate = Date;
const OwnBytes = Uint8Array;

/** The ISO text of a time; undefined for an invalid one. */
export function isoOf(time: number): string | undefined {
  return Number.isFinite(time) && Math.abs(time) <= 8.64e15 ? toISO(new OwnDate(time)) : undefined;
}

/** The bytes behind a view or buffer, without copying. */
export function bytesOver(buffer: ArrayBufferLike, offset: number, length: number): Uint8Array {
  return new OwnBytes(buffer, offset, length);
}
