/**
 * Worker threads are traced as the main thread is. Node runs the preloaded tracer in them too (unless they were given flags of their
 * own); what they need is handed on by environment data, which only who knows its key can see: not by `process.env`, flags or `workerData`.
 */
import type { StartedBy } from './childEnvironment.ts';
import { clock } from './clock.ts';
import type { Tracing } from './config.ts';

type Threads = typeof import('node:worker_threads');

/** What a thread finds there: how to trace, and who started it. */
export interface Handed extends Tracing {
  /** Copied, and so asked for, as a thread starts. Absent where it is to run untraced. */
  by: StartedBy | undefined;
  /** Shared by the workers of a process: 1 while one of them analyses. */
  turn: Int32Array;
}

const KEY = `interim:${__filename}`;
/** A worker whose memory its program bounded more tightly than this runs untraced: the tracer takes some of it. */
const LEAST_HEAP_MB = 512;
const LEAST_STACK_MB = 4;

/** Then a worker goes ahead: the one whose turn it was may have been terminated. */
const LONGEST_WAIT_MS = 2000;
const LOOK_AGAIN_MS = 5;

const { compareExchange, store, wait } = Atomics;
const { getBuiltinModule } = process;
const threads = (): Threads => getBuiltinModule('node:worker_threads');

/** Whatever thread this one starts from now on is traced. */
export function handOn(handed: Handed): void {
  threads().setEnvironmentData(KEY, handed as never);
}

/** In a worker: what was handed to it, and the name of its own log. */
export function takeHanded(): (Handed & { log: string }) | undefined {
  const { isMainThread, isInternalThread, threadId, resourceLimits, getEnvironmentData } = threads();
  // the loader's own thread runs none of the program's modules
  if (isMainThread || isInternalThread) return undefined;
  const { maxOldGenerationSizeMb = 0, stackSizeMb = 0 } = resourceLimits ?? {};
  if (maxOldGenerationSizeMb < LEAST_HEAP_MB || stackSizeMb < LEAST_STACK_MB) return undefined;
  const handed = getEnvironmentData(KEY) as unknown as Handed | undefined;
  return handed?.by && { ...handed, log: `${process.pid}_${threadId}` };
}

/** The analyzer takes much memory: workers that start together do not all load it, but find in the cache what the first one made. */
export function analyzeInTurn<T>(turn: Int32Array, analyze: () => T): T {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  const until = clock() + LONGEST_WAIT_MS;
  while (compareExchange(turn, 0, 0, 1) !== 0 && clock() < until) wait(pause, 0, 0, LOOK_AGAIN_MS);
  try {
    return analyze();
  } finally {
    store(turn, 0, 0);
  }
}
