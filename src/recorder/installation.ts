/** Where Interim itself lies: the folder of built parts (`dist`), found alike from source and from any bundle. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const here = import.meta.dirname;

/** The bundle's own folder, or `dist` of the source tree. */
export function distFolder(): string {
  for (let folder = here; ; folder = path.dirname(folder)) {
    if (path.basename(folder) === 'dist' && existsSync(path.join(folder, 'tracer'))) return folder;
    if (existsSync(path.join(folder, 'dist')) && existsSync(path.join(folder, 'package.json')))
      return path.join(folder, 'dist');
    if (folder === path.dirname(folder)) return here;
  }
}

export function interimVersion(): string {
  try {
    const text = readFileSync(path.join(distFolder(), '..', 'package.json'), 'utf8');
    const version: unknown = JSON.parse(text).version;
    return typeof version === 'string' ? version : 'unknown';
  } catch {
    return 'unknown';
  }
}
