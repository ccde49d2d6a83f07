/** What the `interim` command prints with `--json` and writes with `--report`. Versioned: readers check `version`. */
import type { ArtifactBrief, Badge, Place, RunBrief } from './graph.ts';

export const COMMAND_OUTPUT_VERSION = 1;

export interface Problem {
  code: string;
  message: string;
  mend?: string;
  place?: Place;
  count: number;
}

/** `interim run --report FILE`. */
export interface RunReport {
  version: number;
  run: string;
  folder: string;
  state: RunBrief['state'];
  exitCode: number | null;
  signal: string | null;
  durationMs: number;
  counts: { steps: number; executions: number; artifacts: number; files: number; byKind: Record<string, number> };
  cost: { captureMs: number; logBytes: number; previewBytes: number; degraded: Record<string, number> };
  problems: Problem[];
}

/** `interim runs --json`. */
export interface RunsOutput {
  version: number;
  folder: string;
  runs: (RunBrief & { folder: string; bytes: number })[];
}

/** One line of `interim show`. `depth` indents; folded functions and loops say how much is inside. */
export interface ShowRow {
  depth: number;
  place: Place;
  code: string;
  node: string;
  /** `branch` ran where nothing is recorded; `absent` did not run. */
  form: 'cell' | 'statement' | 'function' | 'loop' | 'branch' | 'absent';
  made?: ArtifactBrief;
  /** The others, where the statement bound several names. */
  also?: { made: ArtifactBrief; badges: Badge[] }[];
  badges: Badge[];
  executions: number;
  recorded: number;
  /** Present where an execution has not ended: the program is at it, or ended in it. */
  underWay?: 'running' | 'unfinished';
  /** Present of a `branch` that ran more often than can be told, and of a loop that is under way: `executions` is what is known. */
  atLeast?: true;
  /** Present where it ran more often than that: of a loop or function around it only a part was recorded. */
  sampled?: true;
  durationMs: number;
  error?: { type: string; message: string; caught: boolean };
  folded?: number;
}

/** `interim show --json`. */
export interface ShowOutput {
  version: number;
  run: RunBrief;
  rows: ShowRow[];
  problems: Problem[];
  notes: string[];
}
