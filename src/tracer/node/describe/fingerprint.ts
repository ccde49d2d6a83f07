/**
 * A cheap mark of a mutable object's content: taken after each call to notice what the call changed in place.
 * It looks at lengths, keys and a small even sample; equal marks do not promise equal content.
 */
import { types } from 'node:util';
import { lookAt } from './budget.ts';
import { addValue, addWord, createHash, type Hash, identityOf, textOf } from './hash.ts';
import * as is from './intrinsics.ts';
import { isObject, isOrdinaryArray, isPlain, isRealArray, itemAt, ownKeys, readField, readKnown } from './own.ts';

const ITEMS = 24;
const RECORDS = 6;
const FIELDS = 32;
const TYPED = 48;
/** So many keys that listing them after each call would cost more than the call. */
const MANY_KEYS = 20_000;
/** Undefined for what cannot change, or cannot be looked at cheaply or without running something. */
export function fingerprint(value: object): string | undefined {
  if (typeof value === 'function' || is.isProxy(value)) return undefined;
  const hash = createHash();
  if (isRealArray(value)) markArray(hash, value);
  else if (types.isTypedArray(value)) markTyped(hash, value as unknown as ArrayLike<number | bigint>);
  else if (types.isMap(value)) markMap(hash, value);
  else if (types.isSet(value)) markSet(hash, value);
  else if (types.isDate(value)) addValue(hash, is.dateTime(value));
  else if (types.isPromise(value) || types.isGeneratorObject(value) || types.isExternal(value)) return undefined;
  else if (!markObject(hash, value)) return undefined;
  return textOf(hash);
}

/** A Map of more entries than the look at it sees: what a call put into the middle of it is known by the Map that it gave back. */
export function isSeenInPart(value: object): boolean {
  return types.isMap(value) && is.prototypeOf(value) === mapPrototype && is.mapSize(value) > ITEMS;
}

const mapPrototype = Map.prototype;

/** Primitives by value; objects by identity. */
function markShallow(hash: Hash, value: unknown): void {
  if (isObject(value)) addWord(hash, identityOf(value));
  else addValue(hash, value);
}

function markArray(hash: Hash, values: readonly unknown[]): void {
  const ordinary = isOrdinaryArray(values);
  addWord(hash, values.length);
  let records = 0;
  for (const position of lookAt(values.length, ITEMS)) {
    const item = itemAt(values, position, ordinary);
    markShallow(hash, item);
    // A few records are looked into, so that a function that writes a field of every row is noticed at the rows.
    if (records < RECORDS && isPlain(item)) {
      records += 1;
      markFields(hash, item);
    }
  }
}

function markTyped(hash: Hash, values: ArrayLike<number | bigint>): void {
  const length = is.typedLength(values as object);
  addWord(hash, length);
  for (const position of lookAt(length, TYPED)) addValue(hash, values[position]);
}

function markMap(hash: Hash, value: object): void {
  addWord(hash, is.mapSize(value));
  for (const [key, item] of is.firstEntries(value, ITEMS)) {
    markShallow(hash, key);
    markShallow(hash, item);
    if (isRealArray(item)) addWord(hash, item.length);
    else if (isPlain(item)) markFields(hash, item);
  }
}

function markSet(hash: Hash, value: object): void {
  addWord(hash, is.setSize(value));
  for (const item of is.firstMembers(value, ITEMS)) markShallow(hash, item);
}

/** False for a dictionary too large to be watched; its changes are then known from syntax only. */
function markObject(hash: Hash, value: object): boolean {
  if (unwatched.has(value)) return false;
  const keys = ownKeys(value);
  const data = readField(value, '_data');
  if (isObject(data) && keys.includes('_nrows') && keys.includes('_mask')) {
    // an Arquero table: what else it holds, it computes when asked
    addWord(hash, identityOf(data));
    for (const key of ['_nrows', '_total', '_mask', '_group', '_order']) markShallow(hash, readField(value, key));
    return true;
  }
  if (keys.length > MANY_KEYS) {
    unwatched.add(value);
    return false;
  }
  addWord(hash, keys.length);
  for (const position of lookAt(keys.length, FIELDS)) {
    const key = keys[position] ?? '';
    addValue(hash, key);
    const item = readKnown(value, key);
    markShallow(hash, item);
    // A grouping's lists grow without the object itself changing.
    if (isRealArray(item)) addWord(hash, item.length);
    else if (types.isMap(item) && !is.isProxy(item)) addWord(hash, is.mapSize(item));
    else if (types.isSet(item) && !is.isProxy(item)) addWord(hash, is.setSize(item));
  }
  return true;
}

const unwatched = new WeakSet<object>();

function markFields(hash: Hash, record: object): void {
  const keys = ownKeys(record);
  addWord(hash, keys.length);
  for (let index = 0; index < keys.length && index < FIELDS; index++) {
    const key = keys[index] ?? '';
    addValue(hash, key);
    markShallow(hash, readKnown(record, key));
  }
}
