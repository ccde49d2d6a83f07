/**
 * What promises stand for: files that a call will have read or written when its promise has settled, and what functions that it runs will
 * have given back, also through promises made of promises (`Promise.all`, `then`, an async function's own). Nothing is awaited: who awaits
 * in the program says that it is over.
 */
import { types } from 'node:util';
import { isOrdinaryArray, isRealArray, itemAt } from './describe/own.ts';

const MOST_ITEMS = 1000;

export interface Underway<Use> {
  begin(promise: object, use: Use): void;
  /** What `values` stand for, `result` stands for from now on. */
  passOn(values: unknown[], result: object): void;
  /** What is over once `value` has settled, and was not taken before. */
  of(value: unknown): Use[];
  /** The same, each told once. */
  take(value: unknown): Use[];
  standsFor(value: unknown): boolean;
}

export function createUnderway<Use extends object>(): Underway<Use> {
  const uses = new WeakMap<object, Set<Use>>();
  const told = new WeakSet<Use>();
  const usesOf = (value: unknown): Use[] => {
    if (typeof value !== 'object' || value === null) return [];
    const own = [...(uses.get(value) ?? [])];
    return own
      .concat(promisesIn(value).flatMap((each) => [...(uses.get(each) ?? [])]))
      .filter((each) => !told.has(each));
  };
  const add = (result: object, more: Use[]) => {
    if (more.length === 0) return;
    const known = uses.get(result) ?? new Set();
    for (const each of more) known.add(each);
    uses.set(result, known);
  };
  return {
    begin: (promise, use) => add(promise, [use]),
    passOn: (values, result) => add(result, values.flatMap(usesOf)),
    of: (value) => [...new Set(usesOf(value))],
    take(value) {
      const found = [...new Set(usesOf(value))];
      for (const each of found) told.add(each);
      return found;
    },
    standsFor: (value) => usesOf(value).length > 0,
  };
}

/** Promises, and lists that begin with one: what can stand for work under way. */
export function isPromising(value: unknown): value is object {
  return types.isPromise(value) || promisesIn(value).length > 0;
}

function promisesIn(value: unknown): object[] {
  if (!isRealArray(value)) return [];
  const ordinary = isOrdinaryArray(value);
  if (!types.isPromise(itemAt(value, 0, ordinary))) return [];
  const found: object[] = [];
  for (let index = 0; index < value.length && index < MOST_ITEMS; index++) {
    const item = itemAt(value, index, ordinary);
    if (types.isPromise(item)) found.push(item);
  }
  return found;
}
