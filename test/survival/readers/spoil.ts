/** Lets workers read spoiled runs until so many changes were made, and notices those that hang, die or grow. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { corpus, writeFolder } from './corpus.ts';
import type { Told } from './worker.ts';

export interface Spoiling {
  /** Ends after so many changes, or so many milliseconds. */
  changes: number;
  milliseconds: number;
  workers: number;
  firstSeed: number;
}

export interface Survival {
  runs: number;
  changes: number;
  refused: number;
  /** Most bytes that a worker had resident. */
  memory: number;
  /** With the folders that did it, to be read by `one.ts`. */
  failures: { folder: string; error: string }[];
}

const HANGS_MS = 60_000;
const HEAP_MB = 512;
const MOST_MEMORY = 900e6;
const MOST_FAILURES = 20;

export async function spoil({ changes, milliseconds, workers, firstSeed }: Spoiling): Promise<Survival> {
  const folder = mkdtempSync(path.join(tmpdir(), 'interim-survival-'));
  const survival: Survival = { runs: 0, changes: 0, refused: 0, memory: 0, failures: [] };
  const end = Date.now() + milliseconds;
  const isOver = (): boolean =>
    survival.changes >= changes || Date.now() > end || survival.failures.length >= MOST_FAILURES;
  try {
    const names: string[] = [];
    for (const run of await corpus()) {
      names.push(String(names.length));
      writeFolder(path.join(folder, names.at(-1) ?? ''), run);
    }
    const env = { ...process.env, INTERIM_CORPUS: JSON.stringify(names) };
    await Promise.all(
      Array.from({ length: workers }, (_, index) => work(folder, env, firstSeed + index, workers, survival, isOver)),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return survival;
}

/** A worker that dies is followed by another, which goes on behind what the first died of. */
async function work(
  folder: string,
  env: NodeJS.ProcessEnv,
  first: number,
  step: number,
  survival: Survival,
  isOver: () => boolean,
): Promise<void> {
  for (let next = first; !isOver(); ) {
    const child = fork(path.join(import.meta.dirname, 'worker.ts'), [folder, String(next), String(step)], {
      env,
      execArgv: [`--max-old-space-size=${HEAP_MB}`],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const { seed, folder: left, error } = await watch(child, survival, isOver);
    if (error !== undefined) survival.failures.push({ folder: left, error });
    else if (left !== '') rmSync(path.dirname(left), { recursive: true, force: true });
    next = Math.max(next, seed) + step;
  }
}

function watch(
  child: ChildProcess,
  survival: Survival,
  isOver: () => boolean,
): Promise<{ seed: number; folder: string; error: string | undefined }> {
  return new Promise((resolve) => {
    let seed = 0;
    let folder = '';
    let error: string | undefined;
    let ended = false;
    let said = '';
    child.stderr?.on('data', (text) => {
      said = `${said}${text}`.slice(-4000);
    });
    const giveUp = (reason?: string): void => {
      error = reason;
      ended = true;
      child.kill('SIGKILL');
    };
    let timer = setTimeout(giveUp, HANGS_MS, `hangs: nothing for ${HANGS_MS / 1000} s`);
    child.on('message', (told: Told) => {
      seed = told.seed;
      if (told.outcome === undefined) {
        folder = told.folder;
        clearTimeout(timer);
        timer = setTimeout(giveUp, HANGS_MS, `hangs: nothing for ${HANGS_MS / 1000} s`);
        return;
      }
      survival.runs++;
      survival.changes += told.changes;
      if (told.outcome === 'refused') survival.refused++;
      survival.memory = Math.max(survival.memory, told.memory ?? 0);
      if (told.error !== undefined) survival.failures.push({ folder: told.folder, error: told.error });
      if ((told.memory ?? 0) > MOST_MEMORY) giveUp(`grew to ${Math.round((told.memory ?? 0) / 1e6)} MB`);
      else if (isOver()) giveUp();
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (!ended) error = `died (${signal ?? code}): ${said}`;
      resolve({ seed, folder, error });
    });
  });
}
