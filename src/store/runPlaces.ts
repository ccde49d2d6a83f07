/** Where run folders are kept, and where to look for them. */
import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** `.interim/runs` of the workspace, or the place that a setting or flag names (relative to the workspace). */
export function runsFolderOf(workspace: string, setting?: string): string {
  return setting ? path.resolve(workspace, setting) : path.join(workspace, '.interim', 'runs');
}

/** A folder of the user's own, for workspaces that cannot be written. */
export function fallbackRunsFolder(workspace: string, env: NodeJS.ProcessEnv = process.env): string {
  const name = path.basename(workspace).replace(/[^\w.-]+/g, '-') || 'root';
  // Loaded where it is needed: that takes longer than all else a run needs of this file.
  const { createHash } = process.getBuiltinModule('node:crypto');
  const hash = createHash('sha256').update(workspace).digest('hex').slice(0, 8);
  return path.join(stateFolder(env), 'interim', 'runs', `${name}-${hash}`);
}

/** Where instrumented code is kept between runs: beside the workspace's runs, else with the user's own files. */
export function cacheFolderOf(runsFolder: string, env: NodeJS.ProcessEnv = process.env): string {
  const parent = path.dirname(runsFolder);
  return path.basename(parent) === '.interim'
    ? path.join(parent, 'cache')
    : path.join(stateFolder(env), 'interim', 'cache');
}

export function stateFolder(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return env.LOCALAPPDATA ?? path.join(homedir(), 'AppData/Local');
  if (process.platform === 'darwin') return path.join(homedir(), 'Library/Application Support');
  return env.XDG_STATE_HOME || path.join(homedir(), '.local/state');
}

/** Whether run folders can be made there; makes the folder. A full disk is no reason to go elsewhere and passes here. */
export function isWritable(runsFolder: string): boolean {
  try {
    mkdirSync(runsFolder, { recursive: true });
    accessSync(runsFolder, constants.W_OK);
    const probe = path.join(runsFolder, `.probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    return code === 'ENOSPC' || code === 'EDQUOT';
  }
}

/** Existing folders of runs around a folder: the nearest at or above it, those of projects a few levels below, and the user's own. */
export function runsFoldersNear(folder: string): string[] {
  const found = new Set<string>();
  for (let at = folder; ; at = path.dirname(at)) {
    found.add(runsFolderOf(at));
    found.add(fallbackRunsFolder(at));
    if (existsSync(runsFolderOf(at)) || at === path.dirname(at)) break;
  }
  lookBelow(folder, 3, found);
  return [...found].filter((place) => existsSync(place));
}

function lookBelow(folder: string, depth: number, found: Set<string>): void {
  let names: string[];
  try {
    names = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      .map((entry) => entry.name);
  } catch {
    return;
  }
  for (const name of names.slice(0, 200)) {
    const below = path.join(folder, name);
    found.add(runsFolderOf(below));
    if (depth > 1) lookBelow(below, depth - 1, found);
  }
}
