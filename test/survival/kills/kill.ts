/** Kills the program, the recorder or a reader of one run at one point, and checks what is left. Throws where it is not as it must be. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { launchRun } from '../../../src/recorder/launch.ts';
import { planRun, type RunPlan } from '../../../src/recorder/plan.ts';
import { isOpen, recordedProcesses } from '../../../src/store/openMarks.ts';
import { listRuns } from '../../../src/store/runs.ts';
import { processGone } from '../../recorder/processGone.ts';
import { type Point, reach } from './point.ts';
import { readRun, type SeenRun } from './readRun.ts';
import { entryOf, type Language, OUTPUT, readTold, STEPS, WITNESSES } from './witness.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const python = path.join(root, '.venv/bin/python');
export const command = path.join(root, 'dist/interim.cjs');

/** What a table may be late by: between its making and its line in the log. */
const LATE_MS = 500;
/** Nothing here takes seconds: whatever is still there after so long hangs. */
const HANG_MS = 60_000;

export type Target = 'program' | 'recorder' | 'reader';

/** What the killed process had got to, in words to count by. */
export type Reached = 'nothing yet' | 'in the middle' | 'all of it';

/** `lifeMs`: what the target lives where nobody disturbs it. */
export const kill: Record<Target, (language: Language, point: Point, lifeMs: number) => Promise<Reached>> = {
  program: (language, point, lifeMs) =>
    inWorkspace(async (folder) => {
      const plan = await planWitness(folder, language);
      const run = launchRun(plan, 'pipe');
      await inTime(reach(point, run.child, lifeMs), run.child);
      const killedAt = Date.now();
      const hit = run.child.kill('SIGKILL');
      const exit = await inTime(run.ended, run.child);
      const seen = await readRun(plan.folder ?? '');
      const told = readTold(path.join(folder, 'told.txt'));
      for (const [table, at] of told)
        if (at < killedAt - LATE_MS) assert.ok(seen.bound.has(table), `${table} was made in time and is not recorded`);
      assert.equal(seen.state, exit.signal === null ? 'finished' : 'failed');
      assert.equal(exit.signal === null, told.length === STEPS && (!hit || exit.exitCode === 0));
      return reached(seen);
    }),

  recorder: (language, point, lifeMs) =>
    inWorkspace(async (folder) => {
      const recorder = spawn(process.execPath, [command, 'run', '--runs-folder', 'runs', entryOf(language)], {
        cwd: folder,
        env: environment(),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const output = collect(recorder);
      await inTime(reach(point, recorder, lifeMs), recorder);
      recorder.kill('SIGKILL');
      // Both pipes close when the program, which holds them too, has ended.
      const { stdout, stderr } = await inTime(output, recorder);
      assert.doesNotMatch(stderr, /Error|Traceback/);
      if (stdout === '' && !existsSync(path.join(folder, 'told.txt'))) {
        await readAll(folder);
        return 'nothing yet';
      }
      assertUndisturbed(folder, stdout);
      const [run, ...more] = await readAll(folder);
      assert.deepEqual(more, []);
      assert.equal(run?.bound.has(`table_${STEPS}`), true, 'the last table is recorded');
      return run?.state === 'finished' ? 'all of it' : 'in the middle';
    }),

  reader: (language, point, lifeMs) =>
    inWorkspace(async (folder) => {
      const plan = await planWitness(folder, language);
      const reader = spawn(process.execPath, [path.join(import.meta.dirname, 'follow.ts'), plan.folder ?? ''], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const said = collect(reader);
      // By the clock, both begin at once; by progress, the reader is there before the program.
      if (point.by === 'progress') await inTime(once(reader.stdout, 'data'), reader);
      const run = launchRun(plan, 'pipe');
      const output = collect(run.child);
      await inTime(reach(point, run.child, lifeMs), run.child);
      // It looks only every tenth of a second: a point is spread over some of its looks.
      if (point.by === 'progress') await delay(point.thenMs * 100);
      reader.kill('SIGKILL');
      const [, { stdout }, { stdout: read, stderr }] = await inTime(
        Promise.all([run.ended, output, said]),
        reader,
        run.child,
      );
      assert.equal(stderr, '');
      assertUndisturbed(folder, stdout);
      assert.equal(isOpen(plan.folder ?? ''), false, 'a dead reader holds no run open');
      const seen = await readRun(plan.folder ?? '');
      assert.deepEqual([seen.state, seen.bound.has(`table_${STEPS}`)], ['finished', true]);
      if (!/ [1-9]/.test(read)) return 'nothing yet';
      return read.includes('finished') ? 'all of it' : 'in the middle';
    }),
};

function planWitness(folder: string, language: Language): Promise<RunPlan> {
  return planRun({
    program: entryOf(language),
    args: [],
    cwd: folder,
    env: environment(),
    runsFolder: 'runs',
    unbuffered: true,
  });
}

const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  NO_COLOR: '1',
  VIRTUAL_ENV: path.dirname(path.dirname(python)),
});

function reached({ bound }: SeenRun): Reached {
  if (bound.has(`table_${STEPS}`)) return 'all of it';
  return bound.size > 0 ? 'in the middle' : 'nothing yet';
}

function assertUndisturbed(folder: string, stdout: string): void {
  assert.equal(stdout, OUTPUT);
  assert.equal(readTold(path.join(folder, 'told.txt')).length, STEPS);
}

/** Every run of the folder, as its list has them; a folder that became no run yet is not listed, and does no harm. */
async function readAll(folder: string): Promise<SeenRun[]> {
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

async function inWorkspace<T>(work: (folder: string) => Promise<T>): Promise<T> {
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

function collect(child: ChildProcess): Promise<{ stdout: string; stderr: string }> {
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
async function inTime<T>(work: Promise<T>, ...children: ChildProcess[]): Promise<T> {
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
