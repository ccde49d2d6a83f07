/** How a traced Python program starts: see src/tracer/python/README.md. The boot file is compiled for the very interpreter that runs. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { userError } from '../core/errors.ts';
import type { RunHeader } from '../protocol/runLog.ts';
import { distFolder } from './installation.ts';
import type { Target } from './plan.ts';
import type { TracedStart } from './tracedStart.ts';
import { tracerConfig } from './tracedStart.ts';

const run = promisify(execFile);

export async function startPython(target: Target, folder: string, header: RunHeader): Promise<TracedStart> {
  const config = path.join(folder, 'trace.json');
  writeFileSync(config, JSON.stringify(tracerConfig(target, folder, header)));
  const prepare = path.join(distFolder(), 'tracer', 'python', 'prepare.py');
  const { path: python } = target.runtime;
  try {
    await run(python, ['-I', '-S', prepare, config], { cwd: folder, env: target.request.env, windowsHide: true });
  } catch (error) {
    const lines = String((error as { stderr?: string }).stderr ?? '').trim();
    throw userError('not-recorded', { reason: lines.split('\n').at(-1) || String(error) });
  }
  const boot = path.join(folder, 'boot', 'main.pyc');
  return { run: { args: [...(target.request.runtimeArgs ?? []), boot, ...target.request.args] } };
}
