/** The end of the process, seen without a listener that the program could count: what is open is closed in the log. */
import type { Disguise } from './disguise.ts';
import type { ModuleState } from './model.ts';
import type { Recorder } from './recorder.ts';

const { apply } = Reflect;
const { defineProperty } = Object;

export function watchEnding(
  recorder: Recorder,
  disguise: Disguise,
  inWorker: boolean,
  /** What is left to do when all is recorded. */
  last: () => void,
  fatal: {
    /** What was open when the error came ends with it. */
    mark(thrown: unknown): void;
    /** Says what Node would have said; false where Node's own words stand. */
    print(thrown: unknown, fromPromise: boolean): boolean;
  },
): void {
  let ended = false;
  // Node emits `exit` from within its own handling of a fatal error, before it says that nobody handled it.
  let deadly: { error: unknown } | undefined;
  const finish = () => {
    if (ended) return;
    ended = true;
    try {
      if (deadly) fatal.mark(deadly.error);
      finishRun(recorder);
      last();
    } catch {
      // the log ends where it ends
    }
  };
  // A worker's error is sent to the thread that started it, and its stack names the function that handles it: that one stays.
  const { emit, hasUncaughtExceptionCaptureCallback } = process;
  const beforeEmit = ([name, error]: unknown[]) => {
    if (name !== 'uncaughtExceptionMonitor' || hasUncaughtExceptionCaptureCallback()) return;
    deadly = { error };
    recorder.repair(error);
  };
  const own = {
    emit(this: NodeJS.Process, ...args: unknown[]): unknown {
      if (inWorker) beforeEmit(args);
      const answer = apply(emit, this, args);
      if (inWorker && answer === true && args[0] === 'uncaughtException') deadly = undefined;
      if (args[0] === 'exit') finish();
      return answer;
    },
  };
  defineProperty(process, 'emit', {
    value: disguise.stand(own.emit, emit),
    writable: true,
    enumerable: false,
    configurable: true,
  });
  const internals = process as unknown as {
    reallyExit(code?: number): void;
    _fatalException(error: unknown, fromPromise: boolean): boolean;
  };
  const { reallyExit, _fatalException } = internals;
  const exits = {
    reallyExit(code?: number) {
      finish();
      apply(reallyExit, process, [code]);
    },
  };
  internals.reallyExit = disguise.stand(exits.reallyExit, reallyExit);
  if (inWorker) return;
  internals._fatalException = (error, fromPromise) => {
    deadly = { error };
    let handled: boolean | undefined;
    try {
      handled = apply(_fatalException, process, [error, fromPromise]) as boolean;
    } finally {
      // The program's own handler threw: Node ends at once, with no `exit`.
      if (handled === undefined) finish();
    }
    if (handled) {
      deadly = undefined;
      return handled;
    }
    fatal.mark(error);
    const printed = fatal.print(error, fromPromise);
    finish();
    if (printed) apply(reallyExit, process, [process.exitCode ?? 1]);
    return handled;
  };
}

/** A loop is recorded whenever what it stands in is; a function as its budget says; of a branch nobody counts it. */
function recordedOf(module: ModuleState, site: number, n: number): { rec?: number } {
  const kind = module.sites[site - 1]?.[2];
  if (kind === 'loop') return { rec: n };
  return kind === 'function' ? { rec: Math.min(n, module.samples.get(site)?.total ?? 0) } : {};
}

function finishRun(recorder: Recorder): void {
  const { log, artifacts } = recorder;
  for (const scope of [...recorder.openScopes].reverse()) {
    if (scope.id === 0) continue;
    recorder.step(scope.module, scope.site, scope.id, scope.parent, scope.parentIt, scope.began, {
      in: scope.inputs,
      out: scope.outputs,
    });
  }
  for (const module of recorder.modules) {
    module.counts.forEach((n, site) => {
      if (n > 0) log.write({ k: 'count', site: module.base + site, n, ...recordedOf(module, site, n) });
    });
  }
  const { log: logBytes, previews } = log.bytes();
  log.write({
    k: 'end',
    t: log.now(),
    cost: {
      captureUs: Math.round(recorder.cost.ms * 1000),
      logBytes,
      previewBytes: previews,
      degraded: artifacts.degraded,
    },
  });
  log.close();
}
