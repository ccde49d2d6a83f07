/** What recorder and tracers agree on: the configuration file that a traced process reads when it starts. */
import type { InterimError } from '../core/errors.ts';
import type { CaptureLimits, RunHeader } from '../protocol/runLog.ts';
import type { Environment } from './executable.ts';
import type { Target } from './plan.ts';

export interface TracerConfig {
  /** The run folder. */
  folder: string;
  workspace: string;
  /** Absolute path of the entry file, or the module's name. */
  entry?: string;
  module?: string;
  limits: CaptureLimits;
}

/** Differences to the plain command, and what could not be done. */
export interface TracedStart {
  run: { args: string[]; env?: Environment };
  notice?: InterimError;
}

export function tracerConfig({ file, workspace, request }: Target, folder: string, header: RunHeader): TracerConfig {
  return {
    folder,
    workspace,
    ...(file === undefined ? {} : { entry: file }),
    ...(request.module === undefined ? {} : { module: request.module }),
    limits: header.limits,
  };
}
