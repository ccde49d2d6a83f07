/**
 * Files that a call read or wrote: any text given to it that names a file. No list of functions: what the file says before and after
 * decides. Uses file functions taken before the program could change them.
 */
import { fileURLToPath } from 'node:url';
import { types } from 'node:util';
import type { InputRef, OutputRef } from '../../protocol/runLog.ts';
import type { Entry } from './model.ts';
import type { Recorder } from './recorder.ts';
import { createUnderway, isPromising } from './underway.ts';

const fs = process.getBuiltinModule('node:fs');
const path = process.getBuiltinModule('node:path');

const { statSync } = fs;
const urlPrototype: unknown = URL.prototype;
const prototypeOf: (value: unknown) => unknown = Object.getPrototypeOf;
const { cwd } = process;
const clock = Date.now;
const looksLikePath = /^[^\0\n]*(?:[\\/]|\.\w{1,10}$)[^\0\n]*$/;
/** File systems keep times by the kernel's tick, up to 10 ms behind the clock. */
const SLACK_MS = 12;

/** Texts and addresses that a call was given, and when it began (epoch, ms). */
interface Use {
  given: unknown[];
  since: number;
}

export interface FileUse {
  entry: Entry;
  written: boolean;
}

export interface Files {
  /** What a call that began at `since` (epoch, ms) did with the files that its arguments name. */
  usedBy(given: unknown[], since: number, result: unknown, step: number): FileUse[];
  /** A call was given `values` and answered with promises: what those stand for, these do. */
  passOn(values: unknown[], result: unknown): void;
  standsFor(promise: unknown): boolean;
  /** What calls did with files until this promise, or all of these, had settled. */
  usedUntil(promise: unknown, step: number): FileUse[];
  now(): number;
}

export function createFiles(recorder: Recorder): Files {
  const known = new Map<string, { entry: Entry; size: number; changed: number }>();
  const underway = createUnderway<Use>();
  const use = (given: unknown[], since: number, step: number): FileUse[] => {
    const uses: FileUse[] = [];
    for (const each of given) {
      const file = fileOf(each);
      const stat = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
      if (file === undefined || !stat?.isFile()) continue;
      const last = known.get(file);
      // What an earlier call left is not written again by being read within the same tick.
      const same = last !== undefined && last.changed === stat.mtimeMs && last.size === stat.size;
      const written = !same && stat.mtimeMs >= since - SLACK_MS;
      let entry = last?.entry;
      if (!same) {
        entry = recorder.artifacts.file(
          { path: String(each), bytes: stat.size, mode: written ? 'write' : 'read' },
          step,
          last?.entry,
        );
        known.set(file, { entry, size: stat.size, changed: stat.mtimeMs });
      }
      if (entry) uses.push({ entry, written });
    }
    return uses;
  };
  return {
    now: clock,
    usedBy(given, since, result, step) {
      const named = given.filter(
        (each) =>
          fileOf(each) !== undefined &&
          !(typeof result === 'string' && result.length < 4096 && result.endsWith(String(each))),
      );
      if (named.length === 0) return [];
      if (!types.isPromise(result)) return use(named, since, step);
      underway.begin(result, { given: named, since });
      return [];
    },
    passOn(values, result) {
      if (isPromising(result)) underway.passOn(values, result);
    },
    standsFor: underway.standsFor,
    usedUntil: (promise, step) => underway.take(promise).flatMap(({ given, since }) => use(given, since, step)),
  };
}

/** A first look at every argument of every call: cheap, and never wrong where it says no. */
export function mayNameFile(value: unknown): boolean {
  if (typeof value === 'string') return value.length < 1024 && looksLikePath.test(value);
  return isURL(value);
}

/** `instanceof` would ask a proxy among the prototypes. */
function isURL(value: unknown): value is URL {
  if (typeof value !== 'object') return false;
  let at: unknown = value;
  while (at !== null && !types.isProxy(at)) {
    if (at === urlPrototype) return true;
    at = prototypeOf(at);
  }
  return false;
}

function fileOf(value: unknown): string | undefined {
  if (!mayNameFile(value)) return undefined;
  if (typeof value === 'string') return path.resolve(cwd(), value);
  if (!isURL(value)) return undefined;
  try {
    return value.protocol === 'file:' ? fileURLToPath(value) : undefined;
  } catch {
    return undefined;
  }
}

/** A step's files among its inputs and outputs. */
export function useFiles(uses: FileUse[], read: InputRef[], out: OutputRef[]): void {
  for (const { entry, written } of uses) {
    if (written) out.push([entry.id, 'file']);
    else read.push([entry.id, 'file']);
  }
}
