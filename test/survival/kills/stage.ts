/** What every kill needs: a workspace with the witness, a way to start things in it, and what to read when all is over. */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { planRun, type RunPlan } from '../../../src/recorder/plan.ts';
import { recordedProcesses } from '../../../src/store/openMarks.ts';
import { listRuns } from '../../../src/store/runs.ts';
import { processGone } from '../../recorder/processGone.ts';
import type { Point } from './point.ts';
import { readRun, type SeenRun } from './readRun.ts';
import { entryOf, type Language, OUTPUT, readTold, STEPS, WITNESSES } from './witness.ts';

const root = path.resolve(import.meta.dirname, '../../..');
export const python = path.join(root, '.venv/bin/python');
export const command = path.join(root, 'dist/interim.cjs');
export const adapter = path.join(root, 'dist/adapter.cjs');

/** What a table may be late by: between its making and its line in the log. */
export const LATE_MS = 500;
/** Nothing here takes seconds: whatever is still there after so long hangs. */
const HANG_MS = 60_000;

/** What the killed process had got to, in words to count by. */
export type Reached = 'nothing yet' | 'in the middle' | 'all of it';

/** `lifeMs`: what the target lives where nobody disturbs it. */
export type Kill = (language: Language, point: Point, lifeMs: number) => Promise<Reached>;

export function planWitness(folder: string, language: Language): Promise<RunPlan> {
  return planRun({
    program: entryOf(language),
    args: [],
    cwd: folder,
    env: environment(),
    runsFolder: 'runs',
    unbuffered: true,
  });
}

export const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  NO_COLOR: '1',
  VIRTUAL_ENV: path.dirname(path.dirname(python)),
});

export function reached({ bound }: SeenRun): Reached {
  if (bound.has(`table_${STEPS}`)) return 'all of it';
  return bound.size > 0 ? 'in the middle' : 'nothing yet';
}

export function assertUndisturbed(folder: string, stdout: string): void {
  assert.equal(stdout, OUTPUT);
  assert.equal(readTold(path.join(folder, 'told.txt')).length, STEPS);
}

/** Every run of the folder, as its list has them; a folder that became no run yet is not listed, and does no harm. */
export async function readAll(folder: string): Promise<SeenRun[]> {
  const runs = path.join(folder, 'runs');
  const whole = existsSync(runs)
    ? readdirSync(runs).filter((name) => existsSync(path.join(runs, name, 'run.json')))
    : [];
  // Pipes are closed a moment before a process is dead.
  for (const name of whole) for (const pid of recordedProcesses(path.join(runs, name))) await processGone(pid);
  const listed = await listRuns(runs);
  assert.deepEqual(
    listed.map(({ state }) => state === 'running'),
    whole.map(() => false),
  );
  return Promise.all(listed.map((run) => readRun(run.folder)));
}

export async function inWorkspace<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const top = mkdtempSync(path.join(tmpdir(), 'interim-kill-'));
  const folder = path.join(top, 'work');
  mkdirSync(folder);
  for (const [name, text] of Object.entries(WITNESSES)) writeFileSync(path.join(folder, name), text);
  try {
    return await work(folder);
  } finally {
    rmSync(top, { recursive: true, force: true, maxRetries: 5 });
  }
}

export function collect(child: ChildProcess): Promise<{ stdout: string; stderr: string }> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (data: Buffer) => {
    stdout += data;
  });
  child.stderr?.on('data', (data: Buffer) => {
    stderr += data;
  });
  return new Promise((resolve) => child.once('close', () => resolve({ stdout, stderr })));
}

/** Fails, and leaves no process behind, where something hangs. */
export async function inTime<T>(work: Promise<T>, ...children: ChildProcess[]): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      for (const child of children) child.kill('SIGKILL');
      reject(new Error(`hangs for ${HANG_MS / 1000} s`));
    }, HANG_MS);
  });
  try {
    return await Promise.race([work, hang]);
  } finally {
    clearTimeout(timer);
  }
}
