/**
 * Preloaded into every traced Node process (README.md). Puts the loader's hooks in place and takes its own traces away before the
 * program's first line. Small, because every run pays for it; the analyzer is loaded only for sources not seen before.
 */
import { types } from 'node:util';
import type { Analyzer } from '../../analysis/analyzer.ts';
import { maskNamesLike, rememberEnvironment } from '../../core/secrets.ts';
import { RUN_FORMAT } from '../../protocol/runLog.ts';
import { openCache } from './cache.ts';
import type { StartedBy } from './childEnvironment.ts';
import { isFull, logOfChild, TOO_MANY, traceChildren } from './children.ts';
import { stampOf } from './compiled.ts';
import { type Tracing, takeConfig } from './config.ts';
import { disguiseFunctions } from './disguise.ts';
import { watchEnding } from './ending.ts';
import { traceEvaluated } from './evaluated.ts';
import { printFatal, type ThrowPlace } from './fatal.ts';
import { hookLoader } from './hooks.ts';
import { createIsTraced } from './included.ts';
import { createAnalyzerLoader } from './loadAnalyzer.ts';
import { openLog } from './logFile.ts';
import { createModules } from './modules.ts';
import { createProbe } from './probe.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { correctStacks, type Stacks } from './stack.ts';
import { createTools } from './tools.ts';
import { removeTraces } from './traces.ts';
import { analyzeInTurn, handOn, takeHanded } from './workers.ts';

const path = process.getBuiltinModule('node:path');
const module = process.getBuiltinModule('node:module');

const tracing = takeConfig(__filename);
const handed = tracing ? undefined : takeHanded();
removeTraces(__filename);
if (tracing) start(tracing, tracing.by ? logOfChild(tracing.config.runFolder) : '0');
else if (handed) start(handed, handed.log, handed.turn);

/** What is done when the process ends, after its last record. */
const last: (() => void)[] = [];
export function atEnd(work: () => void): void {
  last.push(work);
}

/** `turn` is given to workers. */
function start({ config, configFile, by }: Tracing, name: string, turn?: Int32Array): void {
  try {
    const log = openLog(config.runFolder, name);
    log.write({
      k: 'start',
      format: RUN_FORMAT,
      pid: process.pid,
      epoch: Date.now(),
      language: 'javascript',
      runtime: `Node ${process.versions.node}`,
      ...(by ? { parentLog: by.log, parentStep: by.step } : {}),
    });
    log.flush();
    maskNamesLike(config.limits.mask ?? []);
    rememberEnvironment(process.env);
    const tools = createTools();
    const recorder = createRecorder(config.runFolder, config.limits, log, tools);
    if (typeof module.registerHooks !== 'function') {
      recorder.problem('no-loader-hooks', process.version);
      log.flush();
      return;
    }
    const analyzerFile = path.join(__dirname, 'analyzer.cjs');
    const stamp = `${config.interim}-${stampOf(analyzerFile)}`;
    const analyzer = createAnalyzerLoader(analyzerFile, config.cacheFolder, stamp);
    const cache = openCache(config.cacheFolder, stamp);
    const analyze = analyzeWith(analyzer);
    const analyzeOnce: Analyzer['analyze'] = (source) => {
      const analysis = cache.get(source) ?? analyze(source);
      cache.put(source, analysis);
      return analysis;
    };
    const modules = createModules(
      config,
      recorder,
      cache,
      turn ? (source) => analyzeInTurn(turn, () => analyzeOnce(source)) : analyze,
    );
    const disguise = disguiseFunctions(modules.originalText);
    const probe = createProbe(recorder) as { fail(frame: unknown, thrown: unknown): void };
    modules.connect(disguise, probe);
    const stacks = correctStacks(disguise, modules.textOf, __filename);
    recorder.repair = stacks.repair;
    const finish = () => {
      for (const work of last) work();
    };
    watchEnding(recorder, disguise, turn !== undefined, finish, {
      mark(thrown) {
        recorder.repair(thrown);
        for (const each of recorder.modules) probe.fail(each.frame, thrown);
      },
      print: (thrown, fromPromise) =>
        printFatal(thrown, throwPlace(recorder, stacks, thrown, fromPromise), modules.textOf),
    });
    const startedHere = (): StartedBy => ({ log: name, step: recorder.current?.id ?? 0 });
    const full = () => recorder.problem('too-many-processes', TOO_MANY);
    tools.onFirst('node:worker_threads', () => {
      handOn({
        config,
        configFile,
        turn: turn ?? new Int32Array(new SharedArrayBuffer(4)),
        get by() {
          if (!isFull(config.runFolder)) return startedHere();
          full();
          return undefined;
        },
      });
    });
    traceChildren({ configFile, runFolder: config.runFolder, register: __filename, disguise, by: startedHere, full });
    const isTraced = createIsTraced(config.workspace, config.include ?? [], __dirname);
    tools.onFirst('node:vm', () => traceEvaluated(modules, stacks, isTraced, disguise));
    hookLoader(modules, tools, isTraced);
  } catch {
    // the program runs untraced
  }
}

/** Where Node would say that the error was thrown: at the throw statement; where V8 or a promise made it, at the top of its stack. */
function throwPlace(recorder: Recorder, stacks: Stacks, thrown: unknown, fromPromise: boolean): ThrowPlace | undefined {
  const made = isOfNode(thrown) ? undefined : stacks.placeOf(thrown);
  if (fromPromise) return made;
  const last = recorder.thrown;
  if (last && last.value === thrown) {
    const row = last.module.sites[last.site - 1];
    return row && { file: last.module.file, line: row[5], column: row[6] + 1 };
  }
  return recorder.artifacts.of(thrown) ? undefined : made;
}

/** Node's own errors hide the frames of Node that they were thrown in: the place is there, and Node's print of it is right. */
function isOfNode(thrown: unknown): boolean {
  const code = types.isNativeError(thrown) ? Object.getOwnPropertyDescriptor(thrown, 'code')?.value : undefined;
  return typeof code === 'string' && code.startsWith('ERR_');
}

function analyzeWith(load: () => Analyzer): Analyzer['analyze'] {
  return (source) => {
    try {
      return load().analyze(source);
    } catch {
      return { problem: 'analysis' };
    }
  };
}
