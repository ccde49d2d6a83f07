/** What the recorder hands to a traced process: see README.md. */
import fs from 'node:fs';
import type { CaptureLimits } from '../../protocol/runLog.ts';

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

/** Reads the config and takes it out of the environment, so that neither the program nor its children see it. */
export function takeConfig(): TraceConfig | undefined {
  const file = process.env.INTERIM_TRACE;
  if (file === undefined) return undefined;
  delete process.env.INTERIM_TRACE;
  try {
    const config = JSON.parse(fs.readFileSync(file, 'utf8')) as TraceConfig;
    return config.format === 1 ? config : undefined;
  } catch {
    return undefined;
  }
}
