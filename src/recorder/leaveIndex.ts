/** Lets a large run that has ended be indexed aside, in a process of its own, so that nobody's first look has to wait for it. */
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { logNames, WORTH_INDEXING } from '../store/tally.ts';
import { distFolder } from './installation.ts';

/** Never waits, never fails: without an index the first reader makes it. */
export function leaveIndex(folder: string): void {
  try {
    const bytes = logNames(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
    if (bytes < WORTH_INDEXING) return;
    // A small young generation: what is read of a line is let go at once, and half a gigabyte is held by nothing else.
    const args = ['--max-semi-space-size=2', path.join(distFolder(), 'interim.cjs'), 'index', folder];
    const child = spawn(process.execPath, args, {
      // In an editor, its own executable stands in for Node.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
      stdio: 'ignore',
      detached: true,
      windowsHide: true,
    });
    child.on('error', () => {});
    child.unref();
    if (child.pid !== undefined) os.setPriority(child.pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // The first reader makes it, then.
  }
}
