/** How a traced JavaScript or TypeScript program starts (src/tracer/node/README.md): the tracer is required before the entry. */
import path from 'node:path';
import type { RunHeader } from '../protocol/runLog.ts';
import { distFolder } from './installation.ts';
import type { Target } from './plan.ts';
import { type TracedStart, tracerConfig, writeTracerConfig } from './tracedStart.ts';

export async function startNode(target: Target, folder: string, header: RunHeader): Promise<TracedStart> {
  const { runtimeArgs = [], program = '', args, env } = target.request;
  const register = path.join(distFolder(), 'tracer', 'node', 'register.cjs');
  return {
    run: {
      args: ['--require', register, ...runtimeArgs, program, ...args],
      env: { ...env, INTERIM_TRACE: writeTracerConfig(tracerConfig(target, folder, header)) },
    },
  };
}
