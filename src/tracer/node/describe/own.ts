/** Reads own data properties only: no getter, no Proxy trap and no prototype's code can run. */
import {
  arrayPrototype,
  descriptorOf,
  isArray,
  isProxy,
  keysOf,
  lookupGetter,
  objectPrototype,
  prototypeOf,
} from './intrinsics.ts';

/** Stands for a property behind a getter, whose value nobody may know without running it. */
export const HIDDEN: unique symbol = Symbol('accessor');

export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** The value of an own data property; undefined where there is none, or where it is an accessor. */
export function readOwn(target: unknown, key: PropertyKey): unknown {
  if (!isObject(target) || isProxy(target)) return undefined;
  return descriptorOf(target, key)?.value;
}

/** As readOwn, but an accessor reads as HIDDEN. The target is known not to be a Proxy. */
export function readField(target: object, key: PropertyKey): unknown {
  const found = descriptorOf(target, key);
  if (found === undefined) return undefined;
  return found.get === undefined && found.set === undefined ? found.value : HIDDEN;
}

/** The same of a key that the target is known to have as its own. To ask for a getter costs less than to have the property described. */
export function readKnown(target: object, key: string): unknown {
  if (lookupGetter(target, key) !== undefined) return HIDDEN;
  const value = (target as Record<string, unknown>)[key];
  // a setter alone
  return value === undefined ? readField(target, key) : value;
}

export function readString(target: unknown, key: PropertyKey): string | undefined {
  const value = readOwn(target, key);
  return typeof value === 'string' ? value : undefined;
}

export function readNumber(target: unknown, key: PropertyKey): number | undefined {
  const value = readOwn(target, key);
  return typeof value === 'number' ? value : undefined;
}

const MOST_COPIED = 10_000;

/** A copy of a short list under `key`, safe to use as any array of ours; undefined where there is no real array. */
export function readArray(target: unknown, key: PropertyKey): unknown[] | undefined {
  const value = readOwn(target, key);
  return isRealArray(value) ? copyItems(value) : undefined;
}

export function copyItems(values: readonly unknown[], most = MOST_COPIED): unknown[] {
  const ordinary = isOrdinaryArray(values);
  const copy: unknown[] = [];
  for (let index = 0; index < values.length && index < most; index++) copy[index] = itemAt(values, index, ordinary);
  return copy;
}

export function isRealArray(value: unknown): value is readonly unknown[] {
  return isArray(value) && !isProxy(value);
}

/** True where `values[i]` is known to run nothing: then reading by index is three times cheaper than by descriptor. */
export function isOrdinaryArray(values: readonly unknown[]): boolean {
  return prototypeOf(values) === arrayPrototype;
}

/** The item at `index`: holes are undefined, accessors HIDDEN. */
export function itemAt(values: readonly unknown[], index: number, ordinary: boolean): unknown {
  if (!ordinary) return readField(values, index);
  return lookupGetter(values, index) === undefined ? values[index] : HIDDEN;
}

/** An object made by a literal, JSON.parse or Object.create(null). */
export function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || isProxy(value) || isArray(value)) return false;
  const prototype = prototypeOf(value);
  if (prototype === null || prototype === objectPrototype) return true;
  // An Object.prototype of another realm (vm contexts): the end of its chain, with a constructor called Object.
  if (isProxy(prototype) || prototypeOf(prototype) !== null) return false;
  const owner = descriptorOf(prototype, 'constructor')?.value as unknown;
  return typeof owner === 'function' && readString(owner, 'name') === 'Object';
}

/** Own enumerable string keys. The target is known not to be a Proxy. */
export function ownKeys(target: object): string[] {
  return keysOf(target);
}
