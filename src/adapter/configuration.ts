/** From a launch configuration to what the recorder is asked for: defaults, environment, the forms that settings come in. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { userError } from '../core/errors.ts';
import type { LaunchConfiguration } from '../protocol/adapter.ts';
import type { Environment } from '../recorder/executable.ts';
import type { RunRequest } from '../recorder/plan.ts';
import { parseEnvFile } from './envFile.ts';

export function requestOf(configuration: Partial<LaunchConfiguration>, base: Environment): RunRequest {
  const { program, module, workspaceFolder } = configuration;
  if (!program && !module) throw userError('entry-none');
  const cwd = path.resolve(
    configuration.cwd || workspaceFolder || (program && path.isAbsolute(program) ? path.dirname(program) : '.'),
  );
  return {
    program: module ? undefined : program,
    module: module || undefined,
    args: (configuration.args ?? []).map(String),
    cwd,
    env: environmentOf(configuration, base, cwd),
    python: configuration.python || undefined,
    node: configuration.runtimeExecutable || undefined,
    runtimeArgs: configuration.runtimeArgs ?? [],
    runsFolder: configuration.runsFolder || undefined,
    workspace: workspaceFolder || undefined,
    include: (configuration.include ?? []).map(String),
    limits: configuration.limits ?? {},
    // Output goes through a pipe, and is wanted as it comes.
    unbuffered: configuration.console !== 'integratedTerminal',
  };
}

/** The file first, then `env`, where null takes a variable away. */
function environmentOf(
  { env = {}, envFile }: Partial<LaunchConfiguration>,
  base: Environment,
  cwd: string,
): Environment {
  const merged: Environment = { ...withoutEditor(base), ...(envFile ? readEnvFile(path.resolve(cwd, envFile)) : {}) };
  for (const [name, value] of Object.entries(env))
    if (value === null) delete merged[name];
    else merged[name] = String(value);
  return merged;
}

function readEnvFile(file: string): Record<string, string> {
  try {
    return parseEnvFile(readFileSync(file, 'utf8'));
  } catch (error) {
    throw userError('env-file', { file, reason: (error as Error).message });
  }
}

const EDITOR_OWN =
  /^(ELECTRON_(RUN_AS_NODE|NO_ATTACH_CONSOLE)|VSCODE_(AMD_ENTRYPOINT|ESM_ENTRYPOINT|CODE_CACHE_PATH|CRASH_REPORTER_\w+|CWD|HANDLES_\w+|IPC_HOOK|EXTHOST_\w+|NLS_CONFIG|PID|PARENT_PID|L10N_\w+|WILL_SEND_MESSAGE_PORT))$/;

/** What the editor set for its own processes is not the program's business: Electron's Node switch would even break it. */
function withoutEditor(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !EDITOR_OWN.test(name)));
}
