/**
 * Preloaded into every traced Node process (README.md). Puts the loader's hooks in place and takes its own traces away before the
 * program's first line. Small, because every run pays for it; the analyzer is loaded only for sources not seen before.
 */
import module from 'node:module';
import path from 'node:path';
import type { Analyzer } from '../../analysis/analyzer.ts';
import { RUN_FORMAT } from '../../protocol/runLog.ts';
import { openCache } from './cache.ts';
import { type TraceConfig, takeConfig } from './config.ts';
import { disguiseFunctions } from './disguise.ts';
import { watchEnding } from './ending.ts';
import { hookLoader } from './hooks.ts';
import { openLog } from './logFile.ts';
import { createModules } from './modules.ts';
import { createProbe } from './probe.ts';
import { createRecorder } from './recorder.ts';
import { correctStacks } from './stack.ts';
import { removeTraces } from './traces.ts';

const config = takeConfig();
removeTraces(__filename);
if (config) start(config);

function start(config: TraceConfig): void {
  try {
    const log = openLog(config.runFolder);
    log.write({
      k: 'start',
      format: RUN_FORMAT,
      pid: process.pid,
      epoch: Date.now(),
      language: 'javascript',
      runtime: `Node ${process.versions.node}`,
    });
    log.flush();
    const recorder = createRecorder(config.runFolder, config.limits, log);
    if (typeof module.registerHooks !== 'function') {
      recorder.problem('no-loader-hooks', process.version);
      log.flush();
      return;
    }
    const modules = createModules(config, recorder, openCache(config.cacheFolder, config.interim), analyze);
    const disguise = disguiseFunctions(modules.originalText);
    const probe = createProbe(recorder) as { fail(frame: unknown, thrown: unknown): void };
    modules.connect(disguise, probe);
    correctStacks(disguise, modules.textOf, __filename);
    watchEnding(recorder, disguise, (thrown) => {
      for (const each of recorder.modules) probe.fail(each.frame, thrown);
    });
    hookLoader(modules, config.workspace);
  } catch {
    // the program runs untraced
  }
}

function analyze(source: Parameters<Analyzer['analyze']>[0]): ReturnType<Analyzer['analyze']> {
  const load = module.createRequire(__filename);
  const file = path.join(__dirname, 'analyzer.cjs');
  try {
    return (load(file) as Analyzer).analyze(source);
  } catch {
    return { problem: 'analysis' };
  } finally {
    removeTraces(file);
  }
}
