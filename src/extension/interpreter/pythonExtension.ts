/**
 * The environment that the user chose in the Python extensions, for one resource. They are optional and asked for that one
 * alone: a search for all environments is never started, and nothing is asked before a Python file is run or looked at.
 */
import * as vscode from 'vscode';

interface EnvironmentsApi {
  getEnvironment(scope: vscode.Uri | undefined): Promise<{ execInfo?: { run?: { executable?: string } } } | undefined>;
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

/** With `activate` an extension that is there is woken; without, one that sleeps is left alone. */
export async function activePython(resource: vscode.Uri | undefined, activate: boolean): Promise<string | undefined> {
  return (await fromEnvironments(resource, activate)) ?? (await fromPython(resource, activate));
}

export function hasPythonExtension(): boolean {
  return vscode.extensions.getExtension(PYTHON) !== undefined;
}

/** Calls back when the user chooses another environment. Only extensions that are awake are listened to. */
export function onDidChangeActivePython(listener: () => void): vscode.Disposable {
  const environments = vscode.extensions.getExtension<EnvironmentsApi>(ENVIRONMENTS);
  const python = vscode.extensions.getExtension<PythonApi>(PYTHON);
  return vscode.Disposable.from(
    ...[
      environments?.isActive ? environments.exports?.onDidChangeEnvironment?.(listener) : undefined,
      python?.isActive ? python.exports?.environments?.onDidChangeActiveEnvironmentPath?.(listener) : undefined,
    ].filter((subscription) => subscription !== undefined),
  );
}

async function exportsOf<T>(id: string, activate: boolean): Promise<T | undefined> {
  const extension = vscode.extensions.getExtension<T>(id);
  if (!extension || (!extension.isActive && !activate)) return undefined;
  return extension.isActive ? extension.exports : await extension.activate();
}

async function fromEnvironments(resource: vscode.Uri | undefined, activate: boolean): Promise<string | undefined> {
  try {
    // It exports nothing to use while `python.useEnvironmentsExtension` is off.
    const api = await exportsOf<EnvironmentsApi | undefined>(ENVIRONMENTS, activate);
    const environment = await api?.getEnvironment?.(resource);
    return environment?.execInfo?.run?.executable;
  } catch {
    return undefined;
  }
}

async function fromPython(resource: vscode.Uri | undefined, activate: boolean): Promise<string | undefined> {
  try {
    const environments = (await exportsOf<PythonApi | undefined>(PYTHON, activate))?.environments;
    const active = environments?.getActiveEnvironmentPath(resource);
    if (!environments || !active) return undefined;
    const resolved = await environments.resolveEnvironment(active);
    return resolved?.executable?.uri?.fsPath ?? (active.path === 'python' ? undefined : active.path);
  } catch {
    return undefined;
  }
}
