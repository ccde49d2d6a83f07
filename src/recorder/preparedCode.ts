/**
 * The entry's instrumented code, kept from one run to the next: preparing it takes a process of its own, and its result
 * depends on nothing but what the key is made of. Nothing in it belongs to one run; it finds the run folder from its own path.
 */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { maskSource } from '../core/secrets.ts';
import type { Target } from './plan.ts';
import type { TracerConfig } from './tracedStart.ts';

const KEPT = 100;

export interface PreparedCode {
  /** Puts what was prepared earlier into the run folder; gives its path there, or nothing. */
  take(runFolder: string): string | undefined;
  /** Keeps what was prepared now, if it was made from the same text. */
  keep(pyc: string, sourceHash: string): void;
}

/** Nothing where there is no folder to keep it in, or the entry cannot be read: preparing says why. */
export function preparedCode(target: Target, config: TracerConfig, tracer: string): PreparedCode | undefined {
  if (config.cacheFolder === null) return undefined;
  const folder = path.join(config.cacheFolder, 'entries');
  try {
    const source = config.entry === null ? undefined : readFileSync(config.entry);
    const hash = createHash('sha256')
      .update(source ?? '')
      .digest('hex');
    const kept = path.join(folder, `${keyOf(target, config, tracer, hash)}.pyc`);
    return {
      take: (runFolder) => quietly(() => takeFrom(kept, runFolder, source, hash)),
      keep: (pyc, sourceHash) => void (sourceHash === hash && quietly(() => keepIn(kept, pyc))),
    };
  } catch {
    return undefined;
  }
}

function keyOf({ request, runtime }: Target, config: TracerConfig, tracer: string, source: string): string {
  const { runFolder: _, ...constant } = config;
  const environment = Object.entries(request.env).filter(([name]) => name.startsWith('PYTHON'));
  const entry = config.entry === null ? null : realpathSync(config.entry);
  const interpreter = [runtime.path, realpathSync(runtime.path), statSync(runtime.path).mtimeMs, runtime.version];
  const facts = [constant, source, entry, request.cwd, interpreter, environment.sort(), tracer, filesOf(tracer)];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}

/** Stands for this version of the tracer. */
function filesOf(folder: string): [string, number, number][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name.endsWith('.py'))
    .map((file) => path.join(file.parentPath, file.name))
    .sort()
    .map((file) => {
      const { size, mtimeMs } = statSync(file);
      return [file, size, mtimeMs];
    });
}

function takeFrom(kept: string, runFolder: string, source: Buffer | undefined, hash: string): string {
  const pyc = path.join(runFolder, 'boot', 'main.pyc');
  mkdirSync(path.dirname(pyc), { recursive: true });
  copyFileSync(kept, pyc);
  if (source !== undefined) {
    mkdirSync(path.join(runFolder, 'sources'), { recursive: true });
    writeFileSync(path.join(runFolder, 'sources', hash), maskedSource(source));
  }
  const now = new Date();
  utimesSync(kept, now, now);
  return pyc;
}

/** What is not UTF-8 is kept as it is, since nothing tells its letters. */
function maskedSource(source: Buffer): Buffer | string {
  return isUtf8(source) ? maskSource(source.toString('utf8')) : source;
}

function keepIn(kept: string, pyc: string): void {
  const folder = path.dirname(kept);
  mkdirSync(folder, { recursive: true });
  const draft = `${kept}.${process.pid}`;
  copyFileSync(pyc, draft);
  renameSync(draft, kept);
  const all = readdirSync(folder).map((name) => path.join(folder, name));
  if (all.length <= KEPT) return;
  const newestFirst = all.map((file) => ({ file, at: statSync(file).mtimeMs })).sort((a, b) => b.at - a.at);
  for (const { file } of newestFirst.slice(KEPT)) rmSync(file, { force: true });
}

/** What cannot be kept is prepared again. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
