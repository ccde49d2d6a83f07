/**
 * Finds the Node.js that the user expects: the one named, the workspace's own, the PATH's, then the one that runs Interim,
 * unless that is an editor's Electron.
 */
import path from 'node:path';
import { InterimError, userError } from '../core/errors.ts';
import { type Environment, findOnPath, isExecutable } from './executable.ts';
import { checkRuntime, type Runtime } from './runtime.ts';
import { foldersUpward } from './workspace.ts';

const windows = process.platform === 'win32';

export interface NodeSearch {
  explicit?: string | undefined;
  folder: string;
  workspace: string;
  cwd: string;
  env: Environment;
}

export async function findNode(search: NodeSearch): Promise<Runtime> {
  const places = locateNode(search);
  if (places.length === 0)
    throw userError(search.explicit ? 'runtime-missing' : 'runtime-none', {
      label: 'Node.js',
      option: 'node',
      path: search.explicit ?? '',
      oldest: '22.15',
    });
  let first: unknown;
  for (const place of places)
    try {
      return await checkRuntime(place, {
        option: 'node',
        label: 'Node.js',
        oldest: [22, 15],
        args: ['-p', '["Node.js " + process.versions.node, process.execPath].join("\\n")'],
        env: withoutOptions(search.env),
      });
    } catch (error) {
      if (!(error instanceof InterimError)) throw error;
      first ??= error;
    }
  throw first;
}

function locateNode({ explicit, folder, workspace, cwd, env }: NodeSearch): string[] {
  if (explicit) {
    const file = /[\\/]/.test(explicit) ? undefined : findOnPath(explicit, env);
    const named = file ?? path.resolve(cwd, explicit);
    return isExecutable(named) ? [named] : [];
  }
  const own = [...foldersUpward(folder, workspace), workspace]
    .map((at) => path.join(at, 'node_modules/.bin', windows ? 'node.exe' : 'node'))
    .filter(isExecutable);
  const onPath = findOnPath('node', env);
  const self = process.versions.electron || !/node(\.exe)?$/i.test(process.execPath) ? [] : [process.execPath];
  return [...new Set([...own.slice(0, 1), ...(onPath ? [onPath] : []), ...self])];
}

/** Options meant for the program (a debugger, a loader) must not run in the version check. */
function withoutOptions(env: Environment): Environment {
  const { NODE_OPTIONS: _, ...rest } = env;
  return rest;
}
