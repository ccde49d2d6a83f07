/** Finds executables as a shell would, and asks them for their version once per file. */
import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

const windows = process.platform === 'win32';

export type Environment = Record<string, string | undefined>;

/** The first file of that name on the PATH of `env`. */
export function findOnPath(name: string, env: Environment): string | undefined {
  const search = (env.PATH ?? env.Path ?? '').split(path.delimiter).filter(Boolean);
  const endings = windows ? (env.PATHEXT ?? '.EXE;.CMD;.BAT').split(';') : [''];
  for (const folder of search)
    for (const ending of endings) {
      const file = path.join(folder, name + ending.toLowerCase());
      // Windows puts a stand-in for Python there that only opens a shop.
      if (windows && file.toLowerCase().includes('\\windowsapps\\')) continue;
      if (isExecutable(file)) return file;
    }
  return undefined;
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

export type Answer = { output: string } | { failure: string };

const answers = new Map<string, Promise<Answer>>();

/** What `file args` prints; remembered for as long as the file stays the same. */
export function askExecutable(file: string, args: string[], env: Environment): Promise<Answer> {
  const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const key = JSON.stringify([file, changed, args]);
  const known = answers.get(key);
  if (known) return known;
  const answer = ask(file, args, env);
  answers.set(key, answer);
  return answer;
}

function ask(file: string, args: string[], env: Environment): Promise<Answer> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'], timeout: 20_000, windowsHide: true });
    let output = '';
    let errors = '';
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      errors += data.toString();
    });
    child.on('error', (error) => resolve({ failure: error.message }));
    child.on('close', (code, signal) => {
      if (code === 0) resolve({ output: output.trim() });
      else resolve({ failure: errors.trim().split('\n').at(-1) || `it ended with ${signal ?? `exit code ${code}`}` });
    });
  });
}
