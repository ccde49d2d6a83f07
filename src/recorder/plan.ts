/** From a request to a ready plan: runtime found, run folder made, the command that runs the program under the tracer. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { InterimError, userError } from '../core/errors.ts';
import { isSecretName, MASK, maskText } from '../core/secrets.ts';
import { type CaptureLimits, type Language, RUN_FORMAT, type RunHeader } from '../protocol/runLog.ts';
import { createRunFolder, removeRunFolder } from '../store/runFolder.ts';
import { fallbackRunsFolder, isWritable, runsFolderOf } from '../store/runPlaces.ts';
import { isNotebook, languageOfEntry } from './entry.ts';
import type { Environment } from './executable.ts';
import { distFolder, interimVersion } from './installation.ts';
import { completeLimits } from './limits.ts';
import { findNode } from './node.ts';
import { findPython } from './python.ts';
import type { Runtime } from './runtime.ts';
import { startNode } from './startNode.ts';
import { startPython } from './startPython.ts';
import { isInstalled, workspaceOf } from './workspace.ts';

export interface RunRequest {
  /** The file to run, relative to `cwd`; or `module`, for Python's -m. */
  program?: string | undefined;
  module?: string | undefined;
  args: string[];
  cwd: string;
  env: Environment;
  python?: string | undefined;
  node?: string | undefined;
  /** Given to the runtime before the program. */
  runtimeArgs?: string[] | undefined;
  /** Relative to the workspace. */
  runsFolder?: string | undefined;
  workspace?: string | undefined;
  /** Patterns of files outside the workspace's own modules that are traced as well. */
  include?: string[] | undefined;
  limits?: Partial<CaptureLimits> | undefined;
  /** The program's output is read through a pipe and wanted as it comes: Python would hold it back. */
  unbuffered?: boolean | undefined;
}

export interface RunPlan {
  command: string;
  args: string[];
  env: Environment;
  cwd: string;
  language: Language;
  /** Absent where the run cannot be recorded; `notices` says why, and the program runs plainly. */
  folder?: string;
  header?: RunHeader;
  notices: InterimError[];
}

/** What is to run, with everything found that both languages need. */
export interface Target {
  request: RunRequest;
  runtime: Runtime;
  /** Absolute path of the entry file; absent for `-m`. */
  file?: string;
  workspace: string;
}

export async function planRun(asked: RunRequest): Promise<RunPlan> {
  const target = await findTarget(asked);
  const { request } = target;
  const language: Language = target.language;
  const limits = completeLimits(request.limits);
  const notices: InterimError[] = [];
  const plain = {
    command: target.runtime.path,
    args: plainArgs(target),
    env: request.env,
    cwd: request.cwd,
    language,
    notices,
  };
  const runsFolder = chooseRunsFolder(target, notices);
  let made: string | undefined;
  try {
    const { folder, header } = createRunFolder(runsFolder, request.module ?? target.file ?? 'run', {
      format: RUN_FORMAT,
      interim: interimVersion(),
      language,
      entry: entryName(target),
      ...(request.module === undefined ? {} : { module: request.module }),
      args: maskArguments(request.args),
      cwd: request.cwd,
      workspace: target.workspace,
      runtime: target.runtime,
      limits,
    });
    made = folder;
    const start =
      language === 'python' ? await startPython(target, folder, header) : await startNode(target, folder, header);
    if (start.notice) notices.push(start.notice);
    return { ...plain, ...start.run, folder, header };
  } catch (error) {
    // Whatever keeps us from recording, the program runs; but what is no notebook is no program.
    if (made !== undefined) removeRunFolder(made);
    if (error instanceof InterimError && error.code.startsWith('notebook-')) throw error;
    notices.push(error instanceof InterimError ? error : notRecorded(error, runsFolder));
    return plain;
  }
}

/** As the header tells them: `--token x` and `--api-key=x` without the secret. */
function maskArguments(args: string[]): string[] {
  return args.map((arg, index) => {
    const before = args[index - 1] ?? '';
    return before.startsWith('-') && !before.includes('=') && isSecretName(before.replace(/^-+/, ''))
      ? MASK
      : maskText(arg);
  });
}

async function findTarget(request: RunRequest): Promise<Target & { language: Language }> {
  const { cwd, env } = request;
  if (!statSync(cwd, { throwIfNoEntry: false })?.isDirectory()) throw userError('folder-missing', { folder: cwd });
  if (request.module === undefined && !request.program) throw userError('entry-none');
  const file = request.program === undefined ? undefined : path.resolve(cwd, request.program);
  const language = file === undefined ? 'python' : languageOfEntry(file);
  const folder = file === undefined ? cwd : path.dirname(file);
  const workspace = path.resolve(cwd, request.workspace ?? workspaceOf(isInstalled(folder) ? cwd : folder));
  const search = { folder, workspace, cwd, env };
  const runtime =
    language === 'python'
      ? await findPython({ ...search, explicit: request.python })
      : await findNode({ ...search, explicit: request.node });
  const runtimeArgs = [...(request.unbuffered && language === 'python' ? ['-u'] : []), ...(request.runtimeArgs ?? [])];
  const inFolder = isNotebook(file) ? { cwd: folder, program: path.basename(file) } : {};
  return {
    request: { ...request, runtimeArgs, ...inFolder },
    runtime,
    workspace,
    language,
    ...(file === undefined ? {} : { file }),
  };
}

function plainArgs({ request, file }: Target): string[] {
  const runner = isNotebook(file) ? [path.join(distFolder(), 'tracer', 'python', 'run_notebook.py')] : [];
  const entry = request.module === undefined ? [...runner, request.program ?? ''] : ['-m', request.module];
  return [...(request.runtimeArgs ?? []), ...entry, ...request.args];
}

function entryName({ file, workspace, request }: Target): string {
  if (file === undefined) return request.module ?? '';
  const relative = path.relative(workspace, file);
  return (relative.startsWith('..') || path.isAbsolute(relative) ? file : relative).split(path.sep).join('/');
}

/** A workspace that cannot be written sends its runs to the user's own folder; a place that was named is taken at its word. */
function chooseRunsFolder({ workspace, request }: Target, notices: InterimError[]): string {
  const runsFolder = runsFolderOf(workspace, request.runsFolder);
  if (request.runsFolder !== undefined || isWritable(runsFolder)) return runsFolder;
  const instead = fallbackRunsFolder(workspace, request.env);
  notices.push(userError('runs-elsewhere', { folder: runsFolder, instead }));
  return instead;
}

function notRecorded(error: unknown, runsFolder: string): InterimError {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return userError('disk-full', { folder: runsFolder });
  return userError('not-recorded', { reason: message });
}

/** A plan that another process carries out, kept in the run folder: what differs from that process's own environment. */
export const PLAN_FILE = 'plan.json';
export type StoredPlan = Pick<RunPlan, 'command' | 'args' | 'cwd' | 'language'> & { env: Record<string, string> };

export function storedPlan({ command, args, cwd, language, env }: RunPlan): StoredPlan {
  const trace = env.INTERIM_TRACE;
  return { command, args, cwd, language, env: trace === undefined ? {} : { INTERIM_TRACE: trace } };
}

export function readPlan(file: string, env: Environment): RunPlan {
  const stored = JSON.parse(readFileSync(file, 'utf8')) as StoredPlan;
  return { ...stored, env: { ...env, ...stored.env }, folder: path.dirname(file), notices: [] };
}
