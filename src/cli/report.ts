/** `interim run --report FILE`: one JSON object about the run that has just ended. */
import { writeFileSync } from 'node:fs';
import { userError } from '../core/errors.ts';
import { buildShow } from '../core/show.ts';
import { COMMAND_OUTPUT_VERSION, type RunReport } from '../protocol/commandOutput.ts';
import type { RunExit } from '../protocol/runLog.ts';
import type { RunPlan } from '../recorder/plan.ts';
import { openRun } from '../store/reader.ts';
import { remarkError } from './output.ts';

export async function writeReport(file: string, plan: RunPlan, exit: RunExit): Promise<void> {
  const report = await buildReport(plan, exit);
  try {
    writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  } catch (error) {
    remarkError(userError('report-write', { file, reason: (error as Error).message }));
  }
}

async function buildReport({ folder, notices }: RunPlan, exit: RunExit): Promise<RunReport> {
  const base: RunReport = {
    version: COMMAND_OUTPUT_VERSION,
    run: '',
    folder: folder ?? '',
    state: exit.stopped ? 'stopped' : exit.exitCode === 0 ? 'finished' : 'failed',
    exitCode: exit.exitCode,
    signal: exit.signal,
    durationMs: exit.durationMs,
    counts: { steps: 0, executions: 0, artifacts: 0, files: 0, byKind: {} },
    cost: { captureMs: 0, logBytes: 0, previewBytes: 0, degraded: {} },
    problems: notices.map(({ code, message, mend }) => ({ code, message, mend, count: 1 })),
  };
  if (!folder) return base;
  const reader = await openRun(folder);
  const { run } = reader;
  const shown = buildShow(run, reader.source);
  reader.close();
  const cost = { captureMs: 0, logBytes: 0, previewBytes: 0, degraded: {} as Record<string, number> };
  for (const log of run.logs.values()) {
    if (!log.end) continue;
    cost.captureMs += log.end.cost.captureUs / 1000;
    cost.logBytes += log.end.cost.logBytes;
    cost.previewBytes += log.end.cost.previewBytes;
    for (const [why, count] of Object.entries(log.end.cost.degraded))
      cost.degraded[why] = (cost.degraded[why] ?? 0) + count;
  }
  return {
    ...base,
    run: run.header.id,
    counts: {
      steps: run.stepCount,
      executions: run.sites.reduce((sum, { facts }) => sum + Math.max(facts.counted, facts.recorded), 0),
      artifacts: run.artifactCount,
      files: run.artifactsByKind.file ?? 0,
      byKind: { ...run.artifactsByKind },
    },
    cost,
    problems: [...base.problems, ...shown.problems],
  };
}
