/** Values that would be consumed or awaited by looking: told by their kind alone, never advanced, never settled. */
import { types } from 'node:util';
import type { Family } from './description.ts';
import { AsyncIteratorPrototype, descriptorOf, IteratorPrototype, isProxy, prototypeOf } from './intrinsics.ts';
import { isPlain, readOwn } from './own.ts';
import { libraryOf } from './typeName.ts';

const STREAMS = new Set([
  'Readable',
  'Writable',
  'Duplex',
  'Transform',
  'Stream',
  'ReadableStream',
  'WritableStream',
  'TransformStream',
  'Response',
  'Request',
  'Blob',
  'File',
  'Interface',
]);
const CONNECTIONS = new Set([
  'FileHandle',
  'Socket',
  'TLSSocket',
  'Server',
  'DatabaseSync',
  'WebSocket',
  'Agent',
  'Worker',
  'ChildProcess',
]);

export const describeLazy: Family = (value, _limits, chain) => {
  const type = chain[0] ?? 'Object';
  if (CONNECTIONS.has(type)) return { kind: 'connection', type, summary: {}, detail: 'type', why: 'untouched' };
  if (!isLazy(value, chain)) return undefined;
  const lib = libraryOf(type);
  // A promise's state cannot be read without formatting, and so touching, what it was settled with.
  return {
    kind: 'lazy',
    type: lazyType(value, type),
    ...(lib === undefined ? {} : { lib }),
    summary: {},
    detail: 'type',
    why: 'lazy',
  };
};

function lazyType(value: object, type: string): string {
  if (!types.isGeneratorObject(value)) return type === 'Object' ? 'Iterator' : type;
  return inChain(value, AsyncIteratorPrototype) ? 'AsyncGenerator' : 'Generator';
}

export function isLazy(value: object, chain: string[]): boolean {
  if (types.isPromise(value) || types.isGeneratorObject(value)) return true;
  if (types.isMapIterator(value) || types.isSetIterator(value)) return true;
  if (chain.some((name) => STREAMS.has(name))) return true;
  if (inChain(value, IteratorPrototype) || inChain(value, AsyncIteratorPrototype)) return true;
  return hasMethod(value, 'next') || hasMethod(value, 'then') || hasMethod(value, Symbol.asyncIterator);
}

function inChain(value: object, wanted: object): boolean {
  let prototype: object | null = prototypeOf(value);
  for (let depth = 0; prototype !== null && depth < 12; depth++) {
    if (prototype === wanted) return true;
    if (isProxy(prototype)) return false;
    prototype = prototypeOf(prototype);
  }
  return false;
}

/** A method by that name, own or on a class: found as data, never through a getter. A plain record's field counts only if callable. */
function hasMethod(value: object, name: PropertyKey): boolean {
  if (isPlain(value)) return typeof readOwn(value, name) === 'function';
  let holder: object | null = value;
  for (let depth = 0; holder !== null && depth < 12 && !isProxy(holder); depth++) {
    const found: PropertyDescriptor | undefined = descriptorOf(holder, name);
    if (found !== undefined) return typeof found.value === 'function';
    holder = prototypeOf(holder);
  }
  return false;
}
