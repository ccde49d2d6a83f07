/**
 * The run folder's wire: what a traced process writes and everyone else reads. docs/run-format.md tells it in words
 * and says what each language must record; both tracers write exactly this. A change here raises RUN_FORMAT.
 */
import type { ArtifactKind, Detail, Summary } from './artifact.ts';

export const RUN_FORMAT = 1;

export type Language = 'python' | 'javascript';

/** Limits of one run. 0 means no limit. Defaults live in src/recorder/limits.ts. */
export interface CaptureLimits {
  /** Rows and columns kept in a table's preview, items of a collection's, characters of a text's. */
  previewRows: number;
  previewColumns: number;
  previewItems: number;
  previewText: number;
  /** Iterations of one loop, and calls of one function under one parent, that are recorded step by step. */
  iterations: number;
  /** Milliseconds that one artifact's description may take before it degrades. */
  describeMs: number;
  /** Bytes of log and previews one process may write before capture degrades to counts. */
  runBytes: number;
  /** Columns, keys and fields whose values are masked besides the secrets: `email`, `*_ssn`. Default: none. */
  mask?: string[];
  /** false: kinds, types, shapes and null counts only; no value of the program's data is kept. Default: true. */
  values?: boolean;
}

/** `run.json`: written by the recorder before the program starts, never changed. */
export interface RunHeader {
  format: number;
  id: string;
  interim: string;
  createdAt: string;
  language: Language;
  /** The file as given, relative to `workspace` where it lies inside, with forward slashes. */
  entry: string;
  /** Python's `-m` name, where the run was started so. */
  module?: string;
  args: string[];
  cwd: string;
  workspace: string;
  runtime: { name: string; version: string; path: string };
  limits: CaptureLimits;
}

/** `exit.json`: written by the recorder when the program has ended. Absent: still running, or the recorder was killed. */
export interface RunExit {
  exitCode: number | null;
  signal: string | null;
  endedAt: string;
  durationMs: number;
  /** True where the user or the editor stopped it. */
  stopped: boolean;
}

export type SiteKind = 'module' | 'cell' | 'class' | 'function' | 'loop' | 'branch' | 'statement' | 'expression';

/** What a site does, in the words of docs/run-format.md. */
export type SiteOp =
  | 'module'
  | 'cell'
  | 'class'
  | 'function'
  | 'method'
  | 'lambda'
  | 'for'
  | 'while'
  | 'comprehension'
  | 'then'
  | 'else'
  | 'case'
  | 'except'
  | 'finally'
  | 'try'
  | 'with'
  | 'assign'
  | 'augassign'
  | 'expr'
  | 'return'
  | 'raise'
  | 'assert'
  | 'delete'
  | 'import'
  | 'define'
  | 'yield'
  | 'call'
  | 'attribute'
  | 'getitem'
  | 'setitem'
  | 'setattr'
  | 'binary'
  | 'unary'
  | 'compare'
  | 'boolean'
  | 'conditional'
  | 'await'
  | 'display'
  | 'show'
  | 'template'
  | 'unpack';

/** [id, parent id or 0, kind, op, name, line, column, end line, end column]. Lines from 1, columns from 0 in UTF-16 units. */
export type SiteRow = [
  id: number,
  parent: number,
  kind: SiteKind,
  op: SiteOp,
  name: string,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
];

/** How an artifact took part in a step: see "Roles" in docs/run-format.md. */
export type Role = string;

/** [artifact id, role, the variable it was read from]. */
export type InputRef = [artifact: number, role: Role, name?: string];
/** [artifact id, role]: `value` is the step's own result, any other role is something the step changed or wrote. */
export type OutputRef = [artifact: number, role: Role];

export interface StartRecord {
  k: 'start';
  format: number;
  pid: number;
  /** Milliseconds since the epoch at which `t` counts from 0. */
  epoch: number;
  language: Language;
  runtime: string;
  /** Name of the log of the process or thread that started this one, for child processes and workers. */
  parentLog?: string;
  /** The step of that log that started it; absent or 0 where none is known. */
  parentStep?: number;
}
export interface ModuleRecord {
  k: 'module';
  id: number;
  /** Relative to the workspace with forward slashes, or absolute where it lies outside. */
  file: string;
  path: string;
  /** SHA-256 of the source text as it ran, which is kept at `sources/<hash>`. */
  hash: string;
  entry: boolean;
  /** Of a notebook: its cells that run, as they stand in the joined text. */
  cells?: CellRow[];
}
/** Lines `line` to `line + lines - 1` of a notebook's text are the cell `index` of its file (from 0), `In [number]` of the run. */
export interface CellRow {
  index: number;
  number: number;
  /** The cell's own, in notebooks that have them; else empty. */
  id: string;
  /** The heading before it, else its first line. */
  title: string;
  line: number;
  lines: number;
}
export interface SitesRecord {
  k: 'sites';
  module: number;
  sites: SiteRow[];
}
/** A step began: written for modules, functions, loops, and for each call site's first execution. Always completed by a `step`, unless the process died. */
export interface EnterRecord {
  k: 'enter';
  id: number;
  site: number;
  parent: number;
  it?: number;
  /** Microseconds since `epoch`. */
  t: number;
  /** It began before this process was forked, which may never come to its end: it is the parent's. */
  inherited?: boolean;
}
export interface StepRecord {
  k: 'step';
  id: number;
  site: number;
  /** The step it ran inside: call, function, loop or module step. 0 for the entry module. */
  parent: number;
  /** Iteration of the parent loop step, from 0. */
  it?: number;
  t: number;
  /** Duration in microseconds, without capture where that could be told apart. */
  d: number;
  in?: InputRef[];
  out?: OutputRef[];
  /** Loops: iterations run, and iterations recorded step by step. */
  n?: number;
  rec?: number;
  err?: ErrorRef;
}
/** `id` is the same for each step that one exception passes through; the first step to carry it raised it. */
export interface ErrorRef {
  id: number;
  type: string;
  message: string;
  /** True on the step (try statement, or function given a rejection) that caught it. */
  caught?: boolean;
}
export interface ArtifactRecord {
  k: 'artifact';
  id: number;
  /** The step that made it. */
  step: number;
  kind: ArtifactKind;
  /** Class name as its users say it: DataFrame, ndarray, LogisticRegression, Array, Map, str, number. */
  type: string;
  /** Where the class comes from: pandas, numpy, builtins, arquero. */
  lib?: string;
  /** The version this one was made from by a change in place. */
  from?: number;
  /** 1 for a fresh object, counting up along `from`. */
  ver: number;
  /** Equal for equal content as far as `detail` goes. */
  fp?: string;
  sum: Summary;
  /** Byte offset and length of the preview's JSON in this process's previews file. */
  pv?: [offset: number, length: number];
  detail: Detail;
  /** Why `detail` is not full: size, time, bytes, failed. */
  why?: string;
}
/** A name was bound to an artifact by the statement `site`, in the frame of `frame` (a function's or module's step). */
export interface BindRecord {
  k: 'bind';
  name: string;
  a: number;
  site: number;
  frame: number;
  /** The loop step and iteration it happened in, where there is one. */
  parent?: number;
  it?: number;
  t: number;
}
/** Exact executions of a site so far, where steps were not all recorded, and for branches, which have no steps. */
export interface CountRecord {
  k: 'count';
  site: number;
  n: number;
  /** How many of them were recorded whole, where that is known. */
  rec?: number;
  /** It also stands inside executions that were not recorded: `n` counts only what is known, there may be more. */
  least?: boolean;
}
/** Something that capture could not do. The program was not disturbed. */
export interface ProblemRecord {
  k: 'problem';
  code: string;
  detail?: string;
  site?: number;
  n?: number;
}
/** The process ended in order. Cost is what capture itself used. */
export interface EndRecord {
  k: 'end';
  t: number;
  cost: { captureUs: number; logBytes: number; previewBytes: number; degraded: Record<string, number> };
}

export type LogRecord =
  | StartRecord
  | ModuleRecord
  | SitesRecord
  | EnterRecord
  | StepRecord
  | ArtifactRecord
  | BindRecord
  | CountRecord
  | ProblemRecord
  | EndRecord;
