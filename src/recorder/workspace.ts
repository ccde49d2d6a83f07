/** Which folder a program belongs to: what lies inside is traced, and its runs are kept there. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const MARKERS = ['.git', 'package.json', 'pyproject.toml', 'setup.py', 'requirements.txt'];

/** The nearest folder upward that looks like a project, or the monorepo that it is a package of; else the folder itself. */
export function workspaceOf(folder: string): string {
  const project = foldersUpward(folder).find((at) => MARKERS.some((marker) => existsSync(path.join(at, marker))));
  if (project === undefined) return folder;
  if (!existsSync(path.join(project, 'package.json')) || existsSync(path.join(project, '.git'))) return project;
  return foldersUpward(project).find(isMonorepo) ?? project;
}

const INSTALLED = /[\\/](node_modules|site-packages|dist-packages)([\\/]|$)/;

/** A tool that was installed, a test runner say, is run for the project that it is run in. */
export const isInstalled = (folder: string): boolean => INSTALLED.test(folder);

/** Its packages import each other through links in node_modules that lead back into it. */
function isMonorepo(folder: string): boolean {
  if (existsSync(path.join(folder, 'pnpm-workspace.yaml'))) return true;
  try {
    const facts: unknown = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return typeof facts === 'object' && facts !== null && 'workspaces' in facts;
  } catch {
    return false;
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
