/** Which values are worth an artifact of their own. */
import { types } from 'node:util';
import { arrayPrototype, descriptorOf, isProxy, objectPrototype, prototypeOf } from './intrinsics.ts';
import { readOwn } from './own.ts';

/** A value without identity: followed by def-use, not by object. */
export function isPrimitive(value: unknown): value is string | number | bigint | boolean | symbol | null | undefined {
  return value === null || (typeof value !== 'object' && typeof value !== 'function');
}

const { apply } = Reflect;
const platform = new Set<unknown>([globalThis, console, process, Math, JSON, Reflect, Atomics, Intl]);

/** The platform's objects that Node makes when they are first asked for, which takes long: asked for only when one of their class is met. */
const MADE_LATE = new Map<unknown, () => unknown>();
for (const [type, name] of [
  ['Crypto', 'crypto'],
  ['Performance', 'performance'],
] as const) {
  const get = descriptorOf(globalThis, name)?.get;
  if (get) MADE_LATE.set(type, get);
  else platform.add(globalThis[name]);
}
/** Prototypes of everything else. */
const others = new WeakSet<object>([objectPrototype, arrayPrototype]);

function isMadeLate(value: object): boolean {
  const prototype = prototypeOf(value);
  if (prototype === null || others.has(prototype)) return false;
  const type = readOwn(readOwn(prototype, 'constructor'), 'name');
  const get = MADE_LATE.get(type);
  if (get) return apply(get, globalThis, []) === value;
  others.add(prototype);
  return false;
}

/** Objects that hold data. Functions, classes, module namespaces and the platform's own objects are tools, not data. */
export function isData(value: unknown): boolean {
  if (isPrimitive(value)) return typeof value !== 'symbol' && value !== undefined;
  if (typeof value === 'function') return false;
  // A Proxy is somebody's object all the same: it is followed by identity, and never looked into.
  if (isProxy(value)) return true;
  return !types.isModuleNamespaceObject(value) && !platform.has(value) && !isMadeLate(value as object);
}
