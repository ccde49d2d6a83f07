/** Starts a planned run, follows it to its end, and can end it with everything that it started. */
import { type ChildProcess, spawn } from 'node:child_process';
import { statfsSync } from 'node:fs';
import path from 'node:path';
import { type InterimError, userError } from '../core/errors.ts';
import type { RunExit } from '../protocol/runLog.ts';
import { isMarkedToStop, markRecording, unmarkRecording } from '../store/openMarks.ts';
import type { RetentionPolicy } from '../store/retention.ts';
import { removeRunFolder, writeExit } from '../store/runFolder.ts';
import { startClock } from './elapsed.ts';
import { leaveIndex } from './leaveIndex.ts';
import type { RunPlan } from './plan.ts';
import { endLeftBehind, endTree } from './processTree.ts';

const GRACE_MS = 2000;
/** How long output may still come from what the program left running, once it has itself ended. */
const LAST_OUTPUT_MS = 500;

export interface RecordedRun {
  child: ChildProcess;
  folder: string | undefined;
  /** After the run folder is complete. Rejects with a user error where the program could not be started. */
  ended: Promise<RunExit>;
  /** Ctrl-C, then kill, for the whole process tree; also for what the program left running while its output is still awaited. */
  stop(graceMs?: number): Promise<void>;
  /** What befell the record while the program ran; known once it has ended. */
  notice(): InterimError | undefined;
  /** The user ended it by other means, such as Ctrl-C in its terminal: the record says so. */
  markStopped(): void;
}

/**
 * `inherit` gives the program this process's own terminal, byte for byte; `pipe` lets the caller read its output, and puts the
 * program in a process group of its own.
 */
export function launchRun(plan: RunPlan, stdio: 'inherit' | 'pipe', retention?: RetentionPolicy): RecordedRun {
  const { folder } = plan;
  let stopped = false;
  let isOver = false;
  let notice: InterimError | undefined;
  const elapsed = startClock();
  const child = spawn(plan.command, plan.args, {
    cwd: plan.cwd,
    env: plan.env,
    stdio: stdio === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    detached: stdio === 'pipe' && process.platform !== 'win32',
    windowsHide: stdio === 'pipe',
  });
  if (folder) ignoringDiskErrors(() => markRecording(folder, [process.pid, ...(child.pid ? [child.pid] : [])]));

  const retained = retainMeanwhile(folder, retention);
  const gone = new Promise<[code: number | null, signal: NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', (error) => {
      if (child.pid === undefined) reject(userError('program-start', { command: plan.command, reason: error.message }));
    });
    child.once('exit', (code, signal) => resolve([code, signal]));
  });
  // Whoever awaits `ended` sees the failure; this copy only waits.
  const goneQuietly = gone.catch(() => {});

  const ended = gone.then(
    async ([exitCode, signal]) => {
      const durationMs = elapsed();
      if (stdio === 'pipe') await lastOutput(child);
      isOver = true;
      stopped ||= folder !== undefined && isMarkedToStop(folder);
      const exit: RunExit = { exitCode, signal, endedAt: new Date().toISOString(), durationMs, stopped };
      if (folder) {
        if (isFull(folder)) notice = userError('disk-filled', { folder });
        ignoringDiskErrors(() => writeExit(folder, exit));
        ignoringDiskErrors(() => unmarkRecording(folder));
        leaveIndex(folder);
        await retained;
      }
      return exit;
    },
    (error: unknown) => {
      if (folder) removeRunFolder(folder);
      throw error;
    },
  );

  return {
    child,
    folder,
    ended,
    notice: () => notice,
    async stop(graceMs = GRACE_MS) {
      if (child.pid === undefined || isOver) return;
      if (child.exitCode !== null || child.signalCode !== null) return endLeftBehind(child.pid);
      stopped = true;
      await endTree(child.pid, goneQuietly, graceMs);
    },
    markStopped() {
      stopped = true;
    },
  };
}

/** Deletes the oldest runs while the program runs: afterwards somebody would wait for it. */
async function retainMeanwhile(folder: string | undefined, policy: RetentionPolicy | undefined): Promise<void> {
  if (folder === undefined) return;
  await new Promise((resolve) => setImmediate(resolve));
  try {
    const { DEFAULT_RETENTION, retainRuns } = await import('../store/retention.ts');
    await retainRuns(path.dirname(folder), policy ?? DEFAULT_RETENTION, [path.basename(folder)]);
  } catch {
    // They go with the next run.
  }
}

/** Until both pipes are closed, or something that outlives the program holds them open and is silent. */
function lastOutput(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.stdout?.closed !== false && child.stderr?.closed !== false) return resolve();
    const finish = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(finish, LAST_OUTPUT_MS);
    const more = (): void => {
      timer.refresh();
    };
    child.stdout?.on('data', more);
    child.stderr?.on('data', more);
    child.once('close', finish);
  });
}

const LEAST_ROOM = 65_536;

/** The tracer stops writing without a word when nothing more can be written. */
function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < LEAST_ROOM;
  } catch {
    return false;
  }
}

/** A full disk costs the record, never the program. */
function ignoringDiskErrors(write: () => void): void {
  try {
    write();
  } catch {
    // Readers see a run without its end: interrupted.
  }
}
