/** The module of a run that a file on disk is, however the path was written. */
import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { Module, Run } from '../core/model.ts';

export function findModule(run: Run, file: string): Module | undefined {
  const wanted = comparable(file);
  const found = run.modules.find((module) => comparable(module.path) === wanted);
  if (found) return found;
  const real = realPath(file);
  return real === undefined || real === wanted
    ? undefined
    : run.modules.find((module) => comparable(module.path) === real);
}

function comparable(file: string): string {
  const normal = path.normalize(file);
  return process.platform === 'win32' || process.platform === 'darwin' ? normal.toLowerCase() : normal;
}

function realPath(file: string): string | undefined {
  try {
    return comparable(realpathSync(file));
  } catch {
    return undefined;
  }
}
