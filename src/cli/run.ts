/** `interim run`: the program in the foreground with this very terminal, recorded; Interim's own words on stderr only. */
import path from 'node:path';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import type { CaptureLimits, RunExit } from '../protocol/runLog.ts';
import { launchRun } from '../recorder/launch.ts';
import { parseLimit } from '../recorder/limits.ts';
import { planRun, type RunPlan, type RunRequest, readPlan } from '../recorder/plan.ts';
import { followProgress, type Progress, sayProgress } from '../recorder/progress.ts';
import { readOptions, textOf, textsOf, UsageError, type Values } from './options.ts';
import { remark, remarkError } from './output.ts';
import { dieLike, passSignals } from './signals.ts';
import { showTitle } from './terminalTitle.ts';

const OPTIONS: ParseArgsOptionsConfig = {
  m: { type: 'string', short: 'm' },
  python: { type: 'string' },
  node: { type: 'string' },
  'runtime-arg': { type: 'string', multiple: true },
  cwd: { type: 'string' },
  workspace: { type: 'string' },
  include: { type: 'string', multiple: true },
  'runs-folder': { type: 'string' },
  limit: { type: 'string', multiple: true },
  report: { type: 'string' },
  quiet: { type: 'boolean' },
  // Given by the debug adapter only: a run that it has planned, for this terminal.
  mask: { type: 'string', multiple: true },
  'no-values': { type: 'boolean' },
  plan: { type: 'string' },
};

type WriteReport = (file: string, plan: RunPlan, exit: RunExit) => Promise<void>;

/** Where no report can be asked for, nothing that writes one has to be loaded. */
export async function runCommand(args: string[], writeReport?: WriteReport): Promise<number> {
  const { own, entry, rest } = splitAtProgram(args);
  const { values } = readOptions('run', own, OPTIONS);
  const module = textOf(values, 'm');
  const planned = textOf(values, 'plan');
  if (module === undefined && entry === undefined && planned === undefined)
    throw new UsageError('run', 'FILE is missing');
  const quiet = values.quiet === true;

  // From here on Ctrl-C is the program's.
  const signals = passSignals();
  const plan = planned === undefined ? await planRun(requestOf(values, module, entry, rest)) : takePlan(planned);
  for (const notice of plan.notices) remarkError(notice);
  const run = launchRun(plan, 'inherit');
  signals.passTo(run);
  const progress = plan.folder === undefined || quiet ? undefined : followProgress(plan.folder, 500, showTitle());
  const exit = await run.ended;
  const final = progress?.();
  showTitle.end();
  const filled = run.notice();
  if (filled) remarkError(filled);

  if (plan.folder && final) remark(lastLine(plan.folder, final, exit));
  const report = textOf(values, 'report');
  if (report !== undefined) await writeReport?.(path.resolve(report), plan, exit);
  return dieLike(exit, signals.restore);
}

/** Options end at FILE, at `--`, or behind the module's name: all further words are the program's, whatever they look like. */
function splitAtProgram(args: string[]): { own: string[]; entry?: string; rest: string[] } {
  const { tokens } = parseArgs({ args, options: OPTIONS, strict: false, allowPositionals: true, tokens: true });
  for (const token of tokens ?? []) {
    if (token.kind === 'option' && token.name === 'm' && token.value !== undefined) {
      const end = token.index + (token.inlineValue ? 1 : 2);
      return { own: args.slice(0, end), rest: args.slice(end) };
    }
    if (token.kind === 'option') continue;
    const at = token.kind === 'positional' ? token.index : token.index + 1;
    const entry = args[at];
    return { own: args.slice(0, token.index), rest: args.slice(at + 1), ...(entry === undefined ? {} : { entry }) };
  }
  return { own: args, rest: [] };
}

function requestOf(values: Values, module: string | undefined, entry: string | undefined, args: string[]): RunRequest {
  const runsFolder = textOf(values, 'runs-folder');
  const limits: Partial<CaptureLimits> = Object.assign({}, ...textsOf(values, 'limit').map(parseLimit));
  return {
    program: module === undefined ? entry : undefined,
    module,
    args,
    cwd: path.resolve(textOf(values, 'cwd') ?? '.'),
    env: process.env,
    python: textOf(values, 'python'),
    node: textOf(values, 'node'),
    runtimeArgs: textsOf(values, 'runtime-arg'),
    workspace: textOf(values, 'workspace'),
    include: textsOf(values, 'include'),
    runsFolder: runsFolder === undefined ? undefined : path.resolve(runsFolder),
    limits: { ...limits, mask: textsOf(values, 'mask'), ...(values['no-values'] ? { values: false } : {}) },
  };
}

/** An editor's Electron that stands in for Node is not the program's business. */
function takePlan(file: string): RunPlan {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  return readPlan(path.resolve(file), env);
}

function lastLine(folder: string, progress: Progress, exit: RunExit): string {
  const place = path.relative(process.cwd(), folder);
  const shown = place.startsWith(`..${path.sep}..`) ? folder : place;
  const end = exit.signal ? ` · ended by ${exit.signal}` : exit.exitCode ? ` · exit code ${exit.exitCode}` : '';
  return `run ${path.basename(folder)} · ${sayProgress(progress)}${end} · ${shown}`;
}
