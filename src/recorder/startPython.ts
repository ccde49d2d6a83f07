/**
 * How a traced Python program starts (src/tracer/python/README.md): a file is prepared by and for the very interpreter that
 * runs the program, then started in its stead. A program that cannot be prepared runs plainly and says itself what is wrong.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { userError } from '../core/errors.ts';
import type { RunHeader } from '../protocol/runLog.ts';
import { distFolder } from './installation.ts';
import type { Target } from './plan.ts';
import { type TracedStart, writeTracerConfig } from './tracedStart.ts';

const run = promisify(execFile);

interface Prepared {
  ok: boolean;
  plain?: boolean;
  pyc?: string;
  code?: string;
  detail?: string;
  version?: string;
  implementation?: string;
}

export async function startPython(target: Target, folder: string, header: RunHeader): Promise<TracedStart> {
  const { request, runtime } = target;
  const prepared = await prepare(target, writeTracerConfig(target, folder, header));
  if (prepared.ok && prepared.plain) return { run: {} };
  if (prepared.ok && prepared.pyc)
    return { run: { args: [...(request.runtimeArgs ?? []), prepared.pyc, ...request.args] } };
  const { code = '', detail = '' } = prepared;
  if (code === 'not-cpython') {
    const name = prepared.implementation ?? runtime.name;
    return { run: {}, notice: userError('runtime-kind', { path: runtime.path, name }) };
  }
  if (/Errno (28|122)\b/.test(detail)) throw userError('disk-full', { folder });
  throw userError('not-recorded', { reason: detail || code || 'the tracer could not be prepared' });
}

async function prepare({ request, runtime }: Target, config: string): Promise<Prepared> {
  const script = path.join(distFolder(), 'tracer', 'python', 'prepare.py');
  const args = ['-I', '-S', '-X', 'utf8', script, config];
  try {
    const { stdout } = await run(runtime.path, args, { cwd: request.cwd, env: request.env, windowsHide: true });
    const answer: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    return answer as Prepared;
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? '').trim();
    return { ok: false, detail: said.split('\n').at(-1) || (error as Error).message };
  }
}
