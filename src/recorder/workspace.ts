/** Which folder a program belongs to: what lies inside is traced, and its runs are kept there. */
import { existsSync } from 'node:fs';
import path from 'node:path';

const MARKERS = ['.git', 'package.json', 'pyproject.toml', 'setup.py', 'requirements.txt'];

/** The nearest folder upward that looks like a project, else the folder itself. */
export function workspaceOf(folder: string): string {
  for (let at = folder; ; at = path.dirname(at)) {
    if (MARKERS.some((marker) => existsSync(path.join(at, marker)))) return at;
    if (at === path.dirname(at)) return folder;
  }
}

/** `folder` and every folder above it, up to `top` where that is one of them. */
export function foldersUpward(folder: string, top?: string): string[] {
  const folders: string[] = [];
  for (let at = folder; ; at = path.dirname(at)) {
    folders.push(at);
    if (at === top || at === path.dirname(at)) return folders;
  }
}
