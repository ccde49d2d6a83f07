/** Which run a command means: a folder, an id or part of one, else the newest around here. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { userError } from '../core/errors.ts';
import { openRun, type RunReader } from '../store/reader.ts';
import { runsFolderOf, runsFoldersNear } from '../store/runPlaces.ts';
import { findRun } from '../store/runs.ts';
import { textOf, type Values } from './options.ts';

/** Places of runs, the most likely first; never none, so that messages can name one. */
export function runPlaces(values: Values): string[] {
  const given = textOf(values, 'runs-folder');
  if (given !== undefined) return [path.resolve(given)];
  const near = runsFoldersNear(process.cwd());
  return near.length > 0 ? near : [runsFolderOf(process.cwd())];
}

export async function chosenFolder(run: string | undefined, values: Values): Promise<string> {
  if (run !== undefined && existsSync(path.join(run, 'run.json'))) return path.resolve(run);
  if (run !== undefined && /[\\/]/.test(run)) throw userError('run-missing', { run, folder: path.resolve(run) });
  return findRun(runPlaces(values), run);
}

export async function openChosen(run: string | undefined, values: Values): Promise<RunReader> {
  return openRun(await chosenFolder(run, values));
}
