/** Loads the analyzer with V8's compiled code kept beside the analyses: compiling it takes longer than using it. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import type { Analyzer } from '../../analysis/analyzer.ts';

export function createAnalyzerLoader(file: string, cacheFolder: string | null, version: string): () => Analyzer {
  let loaded: Analyzer | undefined;
  return () => {
    loaded ??= load(file, cacheFolder, version);
    return loaded;
  };
}

function load(file: string, cacheFolder: string | null, version: string): Analyzer {
  const text = fs.readFileSync(file, 'utf8');
  const kept =
    cacheFolder === null
      ? undefined
      : path.join(cacheFolder, `analyzer-${version}-${process.version}-${process.arch}.bin`);
  const cachedData = kept === undefined ? undefined : readKept(kept);
  const script = new vm.Script(`(function(exports,require,module,__filename,__dirname){${text}\n})`, {
    filename: file,
    ...(cachedData ? { cachedData } : {}),
  });
  const made = { exports: {} };
  const run = script.runInThisContext() as (...args: unknown[]) => void;
  run(made.exports, module.createRequire(file), made, file, path.dirname(file));
  if (kept !== undefined && (cachedData === undefined || script.cachedDataRejected === true))
    keep(kept, () => script.createCachedData());
  return made.exports as Analyzer;
}

function readKept(file: string): Buffer | undefined {
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined;
  }
}

function keep(file: string, data: () => Buffer): void {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const written = `${file}.${randomBytes(6).toString('hex')}`;
    fs.writeFileSync(written, data());
    fs.renameSync(written, file);
    const folder = path.dirname(file);
    for (const name of fs.readdirSync(folder))
      if (/^analyzer-.*\.bin$/.test(name) && name !== path.basename(file)) fs.rmSync(path.join(folder, name));
  } catch {
    // read-only or full
  }
}
