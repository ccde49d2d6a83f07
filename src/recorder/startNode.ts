/** How a traced JavaScript or TypeScript program starts: see src/tracer/node/README.md. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunHeader } from '../protocol/runLog.ts';
import { distFolder } from './installation.ts';
import type { Target } from './plan.ts';
import { type TracedStart, tracerConfig } from './tracedStart.ts';

export async function startNode(target: Target, folder: string, header: RunHeader): Promise<TracedStart> {
  const config = path.join(folder, 'trace.json');
  writeFileSync(config, JSON.stringify(tracerConfig(target, folder, header)));
  const register = path.join(distFolder(), 'tracer', 'node', 'register.cjs');
  const { runtimeArgs = [], program = '', args, env } = target.request;
  return {
    run: {
      args: ['--require', register, ...runtimeArgs, program, ...args],
      env: { ...env, INTERIM_TRACE: config },
    },
  };
}
