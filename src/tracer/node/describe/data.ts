/** Which values are worth an artifact of their own. */
import { types } from 'node:util';
import { isProxy } from './intrinsics.ts';

/** A value without identity: followed by def-use, not by object. */
export function isPrimitive(value: unknown): value is string | number | bigint | boolean | symbol | null | undefined {
  return value === null || (typeof value !== 'object' && typeof value !== 'function');
}

const platform = new Set<unknown>([
  globalThis,
  console,
  process,
  Math,
  JSON,
  Reflect,
  Atomics,
  Intl,
  globalThis.crypto,
  performance,
]);

/** Objects that hold data. Functions, classes, module namespaces and the platform's own objects are tools, not data. */
export function isData(value: unknown): boolean {
  if (isPrimitive(value)) return typeof value !== 'symbol' && value !== undefined;
  if (typeof value === 'function') return false;
  // A Proxy is somebody's object all the same: it is followed by identity, and never looked into.
  if (isProxy(value)) return true;
  return !types.isModuleNamespaceObject(value) && !platform.has(value);
}
