/**
 * Runs a planned program in the editor's terminal, where it can be typed to: the terminal runs `interim run` with the
 * plan, and the session follows the run folder to its end.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunExit } from '../protocol/runLog.ts';
import { distFolder } from '../recorder/installation.ts';
import { PLAN_FILE, type RunPlan, storedPlan } from '../recorder/plan.ts';
import { stopRecording } from '../recorder/stopRecording.ts';
import { recordedProcesses } from '../store/openMarks.ts';
import { readExit } from '../store/readParts.ts';

const LOOK_MS = 150;

export interface TerminalCommand {
  args: string[];
  env: Record<string, string | null>;
}

/** The command for the terminal. Under an editor's Electron its own executable serves as Node, and hides that from the program. */
export function terminalCommand(plan: RunPlan, folder: string): TerminalCommand {
  const file = path.join(folder, PLAN_FILE);
  writeFileSync(file, JSON.stringify(storedPlan(plan)));
  const env: Record<string, string | null> = {};
  for (const [name, value] of Object.entries(plan.env))
    if (value !== process.env[name] && name !== 'INTERIM_TRACE') env[name] = value ?? null;
  // The editor keeps its own variables from its terminals.
  for (const name of Object.keys(process.env))
    if (!(name in plan.env) && !/^(VSCODE|ELECTRON)_/.test(name)) env[name] = null;
  if (process.versions.electron) env.ELECTRON_RUN_AS_NODE = '1';
  return { args: [process.execPath, path.join(distFolder(), 'interim.cjs'), 'run', '--plan', file], env };
}

export interface FollowedRun {
  ended: Promise<RunExit>;
  stop(graceMs?: number): Promise<void>;
}

/** `shell` is the process of the terminal's shell, where the editor told it: gone with nothing started, nothing will. */
export function followTerminalRun(folder: string, shell: number | undefined): FollowedRun {
  const began = Date.now();
  let seen = false;
  let given = false;
  const ended = new Promise<RunExit>((resolve) => {
    const look = (): void => {
      // Until the terminal's own recorder takes over, the mark is ours.
      const recording = recordedProcesses(folder).some((pid) => pid !== process.pid);
      const exit = readExit(folder);
      seen ||= recording;
      const lost = !recording && (seen || given || (shell !== undefined && !isAlive(shell)));
      if (!exit && !lost) return;
      clearInterval(timer);
      resolve(exit ?? interrupted(began));
    };
    const timer = setInterval(look, LOOK_MS);
  });
  return {
    ended,
    async stop(graceMs) {
      given = true;
      await stopRecording(folder, ended, graceMs);
    },
  };
}

function interrupted(began: number): RunExit {
  const now = Date.now();
  return {
    exitCode: null,
    signal: null,
    endedAt: new Date(now).toISOString(),
    durationMs: now - began,
    stopped: false,
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
