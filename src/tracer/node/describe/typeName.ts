/** Names of classes, found on prototypes' own data properties: no `constructor` getter and no static `name` getter runs. */
import { descriptorOf, isProxy, prototypeOf } from './intrinsics.ts';
import { readString } from './own.ts';

const LONGEST_CHAIN = 12;

/** By prototype. What a class is called, and what it extends, is as it was when the first of its objects was met. */
const chains = new WeakMap<object, string[]>();

/** Class names from the object's own class to its furthest ancestor. */
export function classChain(value: object): string[] {
  if (isProxy(value)) return [];
  const prototype = prototypeOf(value);
  if (prototype === null) return [];
  let names = chains.get(prototype);
  if (names === undefined) {
    names = namesFrom(prototype);
    chains.set(prototype, names);
  }
  return names;
}

function namesFrom(first: object): string[] {
  const names: string[] = [];
  let prototype: object | null = first;
  for (let depth = 0; prototype !== null && depth < LONGEST_CHAIN && !isProxy(prototype); depth++) {
    const name = ownClassName(prototype);
    if (name !== undefined) names.push(name);
    prototype = prototypeOf(prototype);
  }
  return names;
}

function ownClassName(prototype: object): string | undefined {
  const owner = descriptorOf(prototype, 'constructor')?.value as unknown;
  if (typeof owner !== 'function' || isProxy(owner)) return undefined;
  const name = readString(owner, 'name');
  return name === undefined || name === '' ? undefined : name.slice(0, 120);
}

/** The type's name as its users say it: Map, Customer, number. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'function') return isProxy(value) ? 'Proxy' : 'Function';
  if (typeof value !== 'object') return typeof value;
  if (isProxy(value)) return 'Proxy';
  return classChain(value)[0] ?? 'Object';
}

const BUILT_IN = new Set([
  'Object',
  'Array',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'WeakRef',
  'Date',
  'RegExp',
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
  'AggregateError',
  'Promise',
  'ArrayBuffer',
  'SharedArrayBuffer',
  'DataView',
  'Number',
  'String',
  'Boolean',
  'BigInt',
  'Symbol',
  'Function',
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float16Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
  'Iterator',
  'number',
  'string',
  'boolean',
  'bigint',
  'symbol',
  'undefined',
  'null',
]);

/** `builtins` for the language's own types; unknown for a class of the program or a package. */
export function libraryOf(type: string): string | undefined {
  return BUILT_IN.has(type) ? 'builtins' : undefined;
}
