/** One run folder's own files: made before the program starts, completed after it ended. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunExit, RunHeader } from '../protocol/runLog.ts';
import { markRecording } from './openMarks.ts';

/** 20261121-143007-train-4f2a: sorts by time, says what ran, and is never given twice. */
export function newRunId(entry: string, now: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const date = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
  const stem = path
    .basename(entry, path.extname(entry))
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 24)
    .toLowerCase();
  const chance = Math.floor(Math.random() * 0x1_0000);
  return `${date}-${time}-${stem || 'run'}-${chance.toString(16).padStart(4, '0')}`;
}

/** Makes the folder and its header. Two recorders at the same moment get different folders. */
export function createRunFolder(
  runsFolder: string,
  entry: string,
  header: Omit<RunHeader, 'id' | 'createdAt'>,
): { folder: string; header: RunHeader } {
  makeRunsFolder(runsFolder);
  const now = new Date();
  for (let tries = 0; ; tries++) {
    const id = newRunId(entry, now);
    const folder = path.join(runsFolder, id);
    try {
      mkdirSync(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST' && tries < 20) continue;
      throw error;
    }
    const complete: RunHeader = { ...header, id, createdAt: now.toISOString() };
    try {
      mkdirSync(path.join(folder, 'sources'));
      mkdirSync(path.join(folder, 'blobs'));
      // Before the header: whoever sees a run sees that it is being recorded.
      markRecording(folder, [process.pid]);
      writeWhole(path.join(folder, 'run.json'), complete);
    } catch (error) {
      removeRunFolder(folder);
      throw error;
    }
    return { folder, header: complete };
  }
}

/** Completes a run. On a full disk what the tracer needed only to start makes room for these few bytes. */
export function writeExit(folder: string, exit: RunExit): void {
  const file = path.join(folder, 'exit.json');
  try {
    writeWhole(file, exit);
  } catch {
    for (const name of ['boot', 'trace.json', 'plan.json', `exit.json.${process.pid}.new`])
      rmSync(path.join(folder, name), { recursive: true, force: true });
    writeWhole(file, exit);
  }
}

/** Takes back a folder that nothing was recorded in. */
export function removeRunFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // It stays as an interrupted run.
  }
}

/** The folder of all runs; inside `.interim` version control is told to look away. */
function makeRunsFolder(runsFolder: string): void {
  mkdirSync(runsFolder, { recursive: true });
  const parent = path.dirname(runsFolder);
  const ignore = path.join(parent, '.gitignore');
  if (path.basename(parent) === '.interim' && !existsSync(ignore)) writeFileSync(ignore, '*\n');
}

/** A reader sees the old state or the new one, never half a file. */
function writeWhole(file: string, value: unknown): void {
  const beside = `${file}.${process.pid}.new`;
  writeFileSync(beside, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(beside, file);
}
