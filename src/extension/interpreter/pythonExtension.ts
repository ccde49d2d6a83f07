/**
 * The environment that the user chose in the Python extensions, for one resource. They are optional and asked for that one
 * alone: a search for all environments is never started, and nothing is asked before a Python file is run or looked at.
 * Where both are there, *Python Environments* decides, as in VS Code's status bar, unless the user has switched it off.
 */
import * as vscode from 'vscode';

interface Environment {
  environmentPath?: vscode.Uri;
  execInfo?: { run?: { executable?: string } };
}

interface EnvironmentsApi {
  getEnvironment(scope: vscode.Uri | undefined): Promise<Environment | undefined>;
  onDidChangeEnvironment?: vscode.Event<unknown>;
}

interface PythonApi {
  environments?: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { id: string; path: string };
    resolveEnvironment(path: { id: string; path: string }): Promise<{ executable?: { uri?: vscode.Uri } } | undefined>;
    onDidChangeActiveEnvironmentPath?: vscode.Event<unknown>;
  };
}

const ENVIRONMENTS = 'ms-python.vscode-python-envs';
const PYTHON = 'ms-python.python';

/** While it starts, *Python Environments* answers after a second with nothing: so late, and it is asked again. */
const TOO_LATE_MS = 500;
const PATIENCE_MS = 15_000;

/** With `activate` an extension that is there is woken, and waited for; without, one that is not awake is left alone. */
export async function activePython(resource: vscode.Uri | undefined, activate: boolean): Promise<string | undefined> {
  return (await fromEnvironments(resource, activate)) ?? (await fromPython(resource, activate));
}

/** The command of the extension that decides; undefined where none is installed. */
export function selectCommand(): string | undefined {
  if (awake<EnvironmentsApi>(ENVIRONMENTS)?.getEnvironment) return 'python-envs.set';
  return vscode.extensions.getExtension(PYTHON) && 'python.setInterpreter';
}

/** Wakes those that sleep; true when one was woken, so that what was asked before may be wrong now. */
export async function wakePythonExtensions(): Promise<boolean> {
  const asleep = [ENVIRONMENTS, PYTHON].flatMap((id) => {
    const extension = vscode.extensions.getExtension(id);
    return extension && !extension.isActive ? [extension] : [];
  });
  const woken = await Promise.allSettled(asleep.map((extension) => extension.activate()));
  return woken.some(({ status }) => status === 'fulfilled');
}

/** Calls back when the user chooses another environment. Only extensions that are awake are listened to. */
export function onDidChangeActivePython(listener: () => void): vscode.Disposable {
  return vscode.Disposable.from(
    ...[
      awake<EnvironmentsApi>(ENVIRONMENTS)?.onDidChangeEnvironment?.(listener),
      awake<PythonApi>(PYTHON)?.environments?.onDidChangeActiveEnvironmentPath?.(listener),
    ].filter((subscription) => subscription !== undefined),
  );
}

/** What it exports: nothing where it failed to start, or is switched off by a setting of its own. */
function awake<T>(id: string): T | undefined {
  const extension = vscode.extensions.getExtension<T | undefined>(id);
  return extension?.isActive ? extension.exports : undefined;
}

async function exportsOf<T>(id: string, activate: boolean): Promise<T | undefined> {
  if (activate) await vscode.extensions.getExtension(id)?.activate();
  return awake<T>(id);
}

async function fromEnvironments(resource: vscode.Uri | undefined, activate: boolean): Promise<string | undefined> {
  try {
    const api = await exportsOf<EnvironmentsApi>(ENVIRONMENTS, activate);
    if (!api?.getEnvironment) return undefined;
    const environment = await patiently(() => api.getEnvironment(resource), activate ? PATIENCE_MS : 0);
    // A broken one has no executable: its place then says in the error which it is.
    return environment?.execInfo?.run?.executable || environment?.environmentPath?.fsPath;
  } catch {
    return undefined;
  }
}

async function patiently<T>(ask: () => Promise<T | undefined>, patience: number): Promise<T | undefined> {
  for (const end = Date.now() + patience; ; ) {
    const asked = Date.now();
    const answer = await ask();
    if (answer !== undefined || Date.now() - asked < TOO_LATE_MS || Date.now() > end) return answer;
  }
}

async function fromPython(resource: vscode.Uri | undefined, activate: boolean): Promise<string | undefined> {
  try {
    const environments = (await exportsOf<PythonApi>(PYTHON, activate))?.environments;
    const active = environments?.getActiveEnvironmentPath(resource);
    if (!environments || !active) return undefined;
    const resolved = await environments.resolveEnvironment(active);
    return resolved?.executable?.uri?.fsPath ?? (active.path === 'python' ? undefined : active.path);
  } catch {
    return undefined;
  }
}
