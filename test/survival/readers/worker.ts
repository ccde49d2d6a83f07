/** Reads one spoiled run after the other, in a process that may die of it. Tells the seed before, and the outcome after. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readFolder, writeFolder } from './corpus.ts';
import type { Folder } from './mutate.ts';
import { readAll } from './readAll.ts';
import { spoiled } from './spoiled.ts';

export interface Told {
  /** Where the spoiled run lies; a copy that stays, where it failed. */
  folder: string;
  seed: number;
  changes: number;
  /** Absent before the reading. */
  outcome?: 'read' | 'refused' | 'failed';
  error?: string;
  /** Bytes. */
  memory?: number;
}

const [corpusFolder = '', first = '1', step = '1'] = process.argv.slice(2);
const runs = JSON.parse(process.env.INTERIM_CORPUS ?? '[]').map((name: string) =>
  readFolder(path.join(corpusFolder, name)),
) as Folder[];
const folder = path.join(mkdtempSync(path.join(tmpdir(), 'interim-spoiled-')), '20261121-120000-train-0001');
process.on('exit', () => rmSync(path.dirname(folder), { recursive: true, force: true }));

const tell = (told: Told): void => {
  process.send?.(told);
};

for (let seed = Number(first); ; seed += Number(step)) {
  const { files, changes, steps } = spoiled(runs, seed);
  tell({ folder, seed, changes });
  try {
    writeFolder(folder, files);
    const read = await readAll(folder);
    if (steps !== undefined && read?.stepCount !== steps)
      throw new Error(`${read?.stepCount} steps up to the cut, not ${steps}`);
    tell({
      folder,
      seed,
      changes,
      outcome: read === undefined ? 'refused' : 'read',
      memory: process.memoryUsage().rss,
    });
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const kept = path.join(tmpdir(), 'interim-spoiled', `run-${process.pid}-${seed}`);
    cpSync(folder, kept, { recursive: true });
    tell({ folder: kept, seed, changes, outcome: 'failed', error: reason });
  }
}
