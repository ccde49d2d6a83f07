/** Records a program as `interim run` does, without a terminal. */

import type { CaptureLimits } from '../../src/protocol/runLog.ts';
import { launchRun } from '../../src/recorder/launch.ts';
import { planRun } from '../../src/recorder/plan.ts';

const NO_LIMITS: Partial<CaptureLimits> = { iterations: 0, runBytes: 0 };

/** The folder of the run, at once; `ended` when the program has. */
export async function start(program: string, runsFolder: string, limits: Partial<CaptureLimits> = NO_LIMITS) {
  const plan = await planRun({ program, args: [], cwd: process.cwd(), env: process.env, runsFolder, limits });
  if (plan.folder === undefined) throw new Error('no run folder could be made');
  const { ended } = launchRun(plan, 'pipe');
  return { folder: plan.folder, ended };
}

export async function record(program: string, runsFolder: string, limits?: Partial<CaptureLimits>): Promise<string> {
  const { folder, ended } = await start(program, runsFolder, limits);
  const { exitCode } = await ended;
  if (exitCode !== 0) throw new Error(`${program} ended with ${exitCode}`);
  return folder;
}
