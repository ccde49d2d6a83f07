/** The built command in a real folder: run it, see what a shell would see. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Workspace } from '../recorder/workspaceFixture.ts';

export const root = path.resolve(import.meta.dirname, '../..');
export const python = path.join(root, '.venv/bin/python');
const command = path.join(root, 'dist/interim.cjs');

export interface Outcome {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Started {
  child: ChildProcess;
  /** Resolves once this was written to stdout. */
  said(text: string): Promise<void>;
  ended: Promise<Outcome>;
}

/** In a session of its own, as a shell's job is: no terminal of the tests reaches in. */
export function startInterim(work: Workspace, args: string[], options: SpawnOptions = {}): Started {
  return start(process.execPath, [command, ...args], { cwd: work.folder, ...options });
}

export function start(file: string, args: string[], options: SpawnOptions): Started {
  const env = { ...process.env, NO_COLOR: '1', VIRTUAL_ENV: path.dirname(path.dirname(python)), ...options.env };
  const child = spawn(file, args, { detached: true, stdio: 'pipe', ...options, env });
  // A program may end before it has read what it was given.
  child.stdin?.on('error', () => {});
  let stdout = '';
  let stderr = '';
  const waiting: [text: string, tell: () => void][] = [];
  child.stdout?.on('data', (data: Buffer) => {
    stdout += data;
    for (const [text, tell] of waiting) if (stdout.includes(text)) tell();
  });
  child.stderr?.on('data', (data: Buffer) => {
    stderr += data;
  });
  return {
    child,
    said: (text) =>
      stdout.includes(text) ? Promise.resolve() : new Promise((resolve) => waiting.push([text, resolve])),
    ended: new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
    }),
  };
}

export async function interim(
  work: Workspace,
  args: string[],
  input?: string,
  options: SpawnOptions = {},
): Promise<Outcome> {
  const started = startInterim(work, args, options);
  started.child.stdin?.end(input ?? '');
  return started.ended;
}

/** The only run of a workspace: its folder and what was written at its ends. */
export function onlyRun(work: Workspace): {
  folder: string;
  header: Record<string, unknown>;
  exit: Record<string, unknown> | undefined;
} {
  const place = work.at('.interim/runs');
  const names = readdirSync(place);
  if (names.length !== 1) throw new Error(`not one run but ${names.length}: ${names.join(' ')}`);
  const folder = path.join(place, names[0] ?? '');
  const exit = path.join(folder, 'exit.json');
  return {
    folder,
    header: JSON.parse(readFileSync(path.join(folder, 'run.json'), 'utf8')),
    exit: existsSync(exit) ? JSON.parse(readFileSync(exit, 'utf8')) : undefined,
  };
}

/** The program as it runs without Interim, for comparison. */
export async function plainly(work: Workspace, file: string, args: string[] = [], input = ''): Promise<Outcome> {
  const started = start(file.endsWith('.py') ? python : process.execPath, [file, ...args], { cwd: work.folder });
  started.child.stdin?.end(input);
  return started.ended;
}
