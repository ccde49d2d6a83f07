/** What the debug adapter understands beyond DAP: the `interim` launch request, and its own events. */
import type { RunBrief } from './graph.ts';
import type { CaptureLimits } from './runLog.ts';

export interface LaunchConfiguration {
  type: 'interim';
  request: 'launch';
  name: string;
  /** The file to run; or `module` for Python's -m. */
  program?: string;
  module?: string;
  args?: string[];
  cwd?: string;
  env?: Record<string, string | null>;
  envFile?: string;
  /** Python interpreter, or Node executable. Found as users expect when absent. */
  python?: string;
  runtimeExecutable?: string;
  runtimeArgs?: string[];
  console?: 'internalConsole' | 'integratedTerminal';
  /** Where run folders go. Default: `.interim/runs` in the workspace folder. */
  runsFolder?: string;
  workspaceFolder?: string;
  /** Patterns of files outside the workspace's own modules that are traced as well. */
  include?: string[];
  limits?: Partial<CaptureLimits>;
}

/** Custom event `interim/run`: the run folder exists and can be followed. Sent once, before any output. */
export interface RunStartedBody {
  run: string;
  folder: string;
}
export const RUN_STARTED = 'interim/run';

/** Custom event `interim/runEnded`: the run folder is complete. */
export interface RunEndedBody {
  run: RunBrief;
  folder: string;
}
export const RUN_ENDED = 'interim/runEnded';
