/** Runs a program under the tracer with nothing left out: no limit on previews, iterations or time. */
import { launchRun } from '../../../src/recorder/launch.ts';
import { planRun } from '../../../src/recorder/plan.ts';
import { type Recorded, readRecord } from './recorded.ts';

const whole = {
  previewRows: 0,
  previewColumns: 0,
  previewItems: 0,
  previewText: 0,
  iterations: 0,
  describeMs: 0,
  runBytes: 0,
};

export interface TracedRun {
  recorded: Recorded;
  stdout: string;
}

export async function traceWhole(
  workspace: string,
  entry: string,
  env: NodeJS.ProcessEnv,
  limits = whole,
): Promise<TracedRun> {
  const plan = await planRun({
    program: entry,
    args: [],
    cwd: workspace,
    env,
    workspace,
    node: process.execPath,
    limits,
  });
  const run = launchRun(plan, 'pipe');
  let stdout = '';
  run.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  run.child.stderr?.resume();
  await run.ended;
  if (run.folder === undefined) throw new Error(`${entry} was not recorded`);
  return { recorded: readRecord(run.folder), stdout };
}
