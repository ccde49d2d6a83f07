/**
 * How a traced Python program starts (src/tracer/python/README.md): a file is prepared by and for the very interpreter that
 * runs the program, then started in its stead. A program that cannot be prepared runs plainly and says itself what is wrong.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { type ErrorCode, userError } from '../core/errors.ts';
import type { RunHeader } from '../protocol/runLog.ts';
import { isNotebook } from './entry.ts';
import { distFolder } from './installation.ts';
import type { Target } from './plan.ts';
import { preparedCode } from './preparedCode.ts';
import { type TracedStart, tracerConfig, writeTracerConfig } from './tracedStart.ts';

const run = promisify(execFile);

interface Prepared {
  ok: boolean;
  plain?: boolean;
  pyc?: string;
  /** Of the entry's text as it was prepared. */
  hash?: string;
  code?: string;
  detail?: string;
  /** Of a notebook that cannot be run: where and what. */
  facts?: Record<string, string | number>;
  version?: string;
  implementation?: string;
}

export async function startPython(target: Target, folder: string, header: RunHeader): Promise<TracedStart> {
  const { request, runtime } = target;
  const tracer = path.join(distFolder(), 'tracer', 'python');
  const config = tracerConfig(target, folder, header);
  const written = writeTracerConfig(config);
  // Of a notebook it is asked anew each time whether IPython is there.
  const cached = isNotebook(target.file) ? undefined : preparedCode(target, config, tracer);
  const start = (pyc: string): TracedStart => ({
    run: { args: [...(request.runtimeArgs ?? []), pyc, ...request.args] },
  });
  const taken = cached?.take(folder);
  if (taken !== undefined) return start(taken);
  const prepared = await prepare(target, path.join(tracer, 'prepare.py'), written);
  if (prepared.ok && prepared.plain) return { run: {} };
  if (prepared.ok && prepared.pyc) {
    await cached?.keep(folder, prepared.pyc, prepared.hash ?? '');
    return start(prepared.pyc);
  }
  const { code = '', detail = '' } = prepared;
  if (code === 'not-cpython') {
    const name = prepared.implementation ?? runtime.name;
    return { run: {}, notice: userError('runtime-kind', { path: runtime.path, name }) };
  }
  if (code in NOTEBOOK_ERRORS) {
    const file = request.program ?? '';
    throw userError(code as keyof typeof NOTEBOOK_ERRORS, { file, detail, ...prepared.facts });
  }
  if (/Errno (28|122)\b/.test(detail)) throw userError('disk-full', { folder });
  throw userError('not-recorded', { reason: detail || code || 'the tracer could not be prepared' });
}

/** Refusals of prepare's that mean that there is nothing to run. */
const NOTEBOOK_ERRORS = {
  'notebook-broken': true,
  'notebook-old': true,
  'notebook-language': true,
  'notebook-magic': true,
} satisfies Partial<Record<ErrorCode, true>>;

async function prepare({ request, runtime, file }: Target, script: string, config: string): Promise<Prepared> {
  // Whether IPython is there shows only with the environment that the program will have.
  const apart = isNotebook(file) ? [] : ['-I', '-S'];
  const args = [...apart, '-X', 'utf8', script, config];
  try {
    const { stdout } = await run(runtime.path, args, { cwd: request.cwd, env: request.env, windowsHide: true });
    const answer: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    return answer as Prepared;
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? '').trim();
    return { ok: false, detail: said.split('\n').at(-1) || (error as Error).message };
  }
}
