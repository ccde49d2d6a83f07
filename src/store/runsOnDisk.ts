/** The run folders in a folder of runs, what they say of themselves, and what they take. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { RUN_FORMAT, type RunHeader } from '../protocol/runLog.ts';
import { readHeaderFile } from './readParts.ts';

export function runFolders(runsFolder: string): string[] {
  if (!existsSync(runsFolder)) return [];
  return readdirSync(runsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(runsFolder, entry.name, 'run.json')))
    .map((entry) => path.join(runsFolder, entry.name));
}

export function readHeader(folder: string): { folder: string; header: RunHeader; at: string } | undefined {
  const header = readHeaderFile(folder);
  if (header === undefined || header.format > RUN_FORMAT) return undefined;
  return { folder, header, at: `${header.createdAt} ${header.id}` };
}

export function folderBytes(folder: string): number {
  let bytes = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const place = path.join(folder, entry.name);
      if (entry.isDirectory()) bytes += folderBytes(place);
      else if (entry.isFile()) bytes += statSync(place, { throwIfNoEntry: false })?.size ?? 0;
    }
  } catch {
    // It went while we looked.
  }
  return bytes;
}
