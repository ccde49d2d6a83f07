/** What the recorder hands to a traced process: see README.md. */
import type { CaptureLimits } from '../../protocol/runLog.ts';
import { type StartedBy, takeTracing } from './childEnvironment.ts';

const fs = process.getBuiltinModule('node:fs');

export interface TraceConfig {
  format: number;
  interim: string;
  entry: string;
  workspace: string;
  /** Patterns of files outside the workspace's own modules that are traced as well. */
  include?: string[];
  runFolder: string;
  cacheFolder: string | null;
  limits: CaptureLimits;
}

/** How this process is traced. */
export interface Tracing {
  config: TraceConfig;
  /** Where the config lies: children are given the same. */
  configFile: string;
  /** Absent in the process that the recorder started. */
  by?: StartedBy | undefined;
}

/** Where what is made once for many runs is kept; the config stays to be taken. */
export function findCacheFolder(): string | null {
  try {
    const config = JSON.parse(fs.readFileSync(process.env.INTERIM_TRACE ?? '', 'utf8')) as Partial<TraceConfig>;
    return config.cacheFolder ?? null;
  } catch {
    return null;
  }
}

/** Reads the config and takes it out of the environment, so that neither the program nor its children see it. */
export function takeConfig(register: string): Tracing | undefined {
  const taken = takeTracing(process.env, register);
  if (taken === undefined) return undefined;
  try {
    const config = JSON.parse(fs.readFileSync(taken.file, 'utf8')) as TraceConfig;
    if (config.format !== 1) return undefined;
    if (taken.by) config.entry = ownEntry();
    return { config, configFile: taken.file, by: taken.by };
  } catch {
    return undefined;
  }
}

/** A child's own program; none where it runs a text. */
function ownEntry(): string {
  try {
    return fs.realpathSync(process.argv[1] ?? '');
  } catch {
    return '';
  }
}
