/**
 * Columns that Arquero makes of Arrow dictionaries: their values lie in closures. They are read by the column's own `at`, but only
 * where its text is the one that Arquero wrote: that looks a key up in an array, and runs nothing of the program.
 */
import { isProxy } from './intrinsics.ts';
import { HIDDEN, ownKeys, readNumber, readOwn } from './own.ts';

const { apply } = Reflect;
const textOf = Function.prototype.toString;
const MEMBERS = 'length,nullCount,at,key,keyFor,groups,toArray';
const AT = 'row => get(keys[row])';

export function dictionaryReader(column: object): { at(row: number): unknown } | undefined {
  if (isProxy(column) || readNumber(column, 'length') === undefined || ownKeys(column).join() !== MEMBERS)
    return undefined;
  const at = readOwn(column, 'at');
  if (typeof at !== 'function' || isProxy(at) || apply(textOf, at, []) !== AT) return undefined;
  return {
    at(row) {
      try {
        return apply(at, undefined, [row]);
      } catch {
        return HIDDEN;
      }
    },
  };
}
