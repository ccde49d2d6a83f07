/**
 * Finds the Python that the user expects: the one named, the active environment, a virtual environment of the project,
 * then the PATH. The first one found decides, since another would have other packages.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { userError } from '../core/errors.ts';
import { type Environment, findOnPath, isExecutable } from './executable.ts';
import { checkRuntime, type Runtime } from './runtime.ts';
import { foldersUpward } from './workspace.ts';

const windows = process.platform === 'win32';
const SAY_VERSION = `import sys, platform
print(platform.python_implementation(), platform.python_version())
print(getattr(sys, "_base_executable", sys.executable))`;

export interface PythonSearch {
  explicit?: string | undefined;
  /** Where environments are looked for: the program's folder and those above it, up to the workspace. */
  folder: string;
  workspace: string;
  cwd: string;
  env: Environment;
}

export async function findPython(search: PythonSearch): Promise<Runtime> {
  const found = locatePython(search);
  if (!found)
    throw userError(search.explicit ? 'runtime-missing' : 'runtime-none', {
      label: 'Python',
      option: 'python',
      path: search.explicit ?? '',
      oldest: '3.9',
    });
  return checkRuntime(found, {
    option: 'python',
    label: 'Python',
    oldest: [3, 9],
    args: ['-I', '-S', '-c', SAY_VERSION],
    env: search.env,
  });
}

function locatePython({ explicit, folder, workspace, cwd, env }: PythonSearch): string | undefined {
  if (explicit) return locateNamed(explicit, cwd, env);
  const active = env.VIRTUAL_ENV ? pythonOf(env.VIRTUAL_ENV) : undefined;
  if (active) return active;
  for (const at of [...foldersUpward(folder, workspace), workspace])
    for (const name of ['.venv', 'venv', 'env']) {
      const environment = path.join(at, name);
      if (!existsSync(path.join(environment, 'pyvenv.cfg'))) continue;
      const python = pythonOf(environment);
      if (python) return python;
    }
  const conda = env.CONDA_PREFIX ? pythonOf(env.CONDA_PREFIX) : undefined;
  if (conda) return conda;
  for (const name of windows ? ['python', 'py', 'python3'] : ['python3', 'python', 'py']) {
    const python = findOnPath(name, env);
    if (python) return python;
  }
  return undefined;
}

/** A path, a command on the PATH, or an environment's folder. */
function locateNamed(name: string, cwd: string, env: Environment): string | undefined {
  if (!/[\\/]/.test(name)) {
    const onPath = findOnPath(name, env);
    if (onPath) return onPath;
  }
  const file = path.resolve(cwd, name);
  return isExecutable(file) ? file : pythonOf(file);
}

function pythonOf(environment: string): string | undefined {
  const places = windows ? ['Scripts/python.exe', 'python.exe'] : ['bin/python', 'bin/python3'];
  return places.map((place) => path.join(environment, place)).find(isExecutable);
}
