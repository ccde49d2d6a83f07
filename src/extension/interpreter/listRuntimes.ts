/** Interpreters worth offering: environments in the workspace folder, then those on the PATH; each is asked for its version. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Language } from '../../protocol/runLog.ts';
import { findOnPath } from '../../recorder/executable.ts';
import { findNode } from '../../recorder/node.ts';
import { findPython } from '../../recorder/python.ts';
import type { Runtime } from '../../recorder/runtime.ts';

const ON_PATH = ['python3', 'python', ...[14, 13, 12, 11, 10, 9].map((minor) => `python3.${minor}`)];

export async function listRuntimes(language: Language, folder: string | undefined): Promise<Runtime[]> {
  const at = folder ?? process.cwd();
  const find = language === 'python' ? findPython : findNode;
  const asked = await Promise.allSettled(
    candidates(language, folder).map((explicit) =>
      find({ explicit, folder: at, workspace: at, cwd: at, env: process.env }),
    ),
  );
  const seen = new Set<string>();
  return asked
    .flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
    .filter(({ path: file }) => !seen.has(file) && seen.add(file));
}

function candidates(language: Language, folder: string | undefined): (string | undefined)[] {
  if (language !== 'python') return [undefined, ...(findOnPath('node', process.env) ? ['node'] : [])];
  return [...environmentsIn(folder), ...ON_PATH.filter((name) => findOnPath(name, process.env))];
}

/** Virtual environments directly inside the folder, whatever they are called. */
function environmentsIn(folder: string | undefined): string[] {
  if (!folder) return [];
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, 'pyvenv.cfg')))
      .map((entry) => path.join(folder, entry.name));
  } catch {
    return [];
  }
}
