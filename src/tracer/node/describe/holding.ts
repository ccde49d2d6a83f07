/** Whether one object holds another, and what lies on the way: looked at in bounded time, without running anything of the program. */
import { types } from 'node:util';
import * as is from './intrinsics.ts';
import { isObject, isOrdinaryArray, isRealArray, itemAt, ownKeys, readKnown } from './own.ts';

/** Members of the holder that are looked at, and of all that lies below it. */
const MOST = 200;
const MOST_BELOW = 200;
/** More members cost more to describe once more than a change inside one of them is worth. */
const SMALL = 200;

/** The holder and what lies between it and the member; undefined where it is not known to hold it. */
export function wayTo(holder: object, member: object): object[] | undefined {
  if (sharesMemory(holder, member)) return [holder];
  const reached: { value: object; from: number }[] = [{ value: holder, from: -1 }];
  const seen = new Set<object>([holder]);
  let left = MOST_BELOW;
  for (let at = 0; at < reached.length && left > 0; at++) {
    const members = membersOf((reached[at] as { value: object }).value, at === 0 ? MOST : left);
    if (at > 0) left -= members.length + 1;
    for (let index = 0; index < members.length; index++) {
      const value = members[index] as object;
      if (value === member) return wayFrom(reached, at);
      if (seen.has(value)) continue;
      seen.add(value);
      reached.push({ value, from: at });
    }
  }
  return undefined;
}

function wayFrom(reached: { value: object; from: number }[], at: number): object[] {
  const way: object[] = [];
  for (let each = at; each >= 0; each = reached[each]?.from ?? -1) way.push((reached[each] as { value: object }).value);
  return way;
}

/** Objects that an object holds, functions left out. */
function membersOf(value: object, most: number): object[] {
  const members: object[] = [];
  const add = (each: unknown) => {
    if (isObject(each) && typeof each !== 'function') members.push(each);
  };
  if (is.isProxy(value)) return members;
  if (isRealArray(value)) {
    const ordinary = isOrdinaryArray(value);
    const { length } = value;
    // the first ones and the last ones
    const first = length > most ? most >> 1 : length;
    for (let index = 0; index < first; index++) add(itemAt(value, index, ordinary));
    for (let index = Math.max(first, length - first); index < length; index++) add(itemAt(value, index, ordinary));
  } else if (types.isMap(value)) {
    for (const [key, item] of is.firstEntries(value, most)) {
      add(item);
      add(key);
    }
  } else if (types.isSet(value)) for (const item of is.firstMembers(value, most)) add(item);
  else if (!types.isArrayBufferView(value)) {
    const keys = ownKeys(value);
    for (let index = 0; index < keys.length && index < most; index++) add(readKnown(value, keys[index] ?? ''));
  }
  return members;
}

function sharesMemory(one: object, other: object): boolean {
  const memory = memoryOf(one);
  return memory !== undefined && memory === memoryOf(other);
}

function memoryOf(value: object): object | undefined {
  if (types.isTypedArray(value)) return is.typedBuffer(value);
  if (types.isDataView(value)) return is.viewBuffer(value);
  return types.isAnyArrayBuffer(value) ? value : undefined;
}

/** Cheap to describe once more. */
export function isSmall(value: object): boolean {
  if (isRealArray(value)) return value.length <= SMALL;
  if (types.isMap(value)) return is.mapSize(value) <= SMALL;
  return !types.isSet(value) || is.setSize(value) <= SMALL;
}
