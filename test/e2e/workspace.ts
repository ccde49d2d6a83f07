/** A throw-away workspace: the examples as they are, and small programs of a test's own. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './server.ts';

export interface Workspace {
  folder: string;
  runsFolder: string;
  remove(): void;
}

export function makeWorkspace(files: Record<string, string> = {}): Workspace {
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'ws-'));
  fs.cpSync(path.join(root, 'examples'), folder, {
    recursive: true,
    filter: (from) => !/[\\/](node_modules|__pycache__|\.interim|\.venv|\.vscode)$/.test(from),
  });
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return {
    folder,
    runsFolder: path.join(folder, '.interim/runs'),
    remove: () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Python with the examples' packages. */
export const python = process.env.INTERIM_TEST_PYTHON ?? path.join(root, '.venv/bin/python');
