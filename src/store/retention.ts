/** Keeps the runs of a folder within bounds. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { isOpen } from './openMarks.ts';
import { folderBytes, readHeader, runFolders } from './runsOnDisk.ts';

export interface RetentionPolicy {
  /** The newest runs that are kept, and how many bytes they may take together. 0: no limit. */
  count: number;
  bytes: number;
}

export const DEFAULT_RETENTION: RetentionPolicy = { count: 50, bytes: 5_000_000_000 };

/** Deletes the oldest runs over the policy's bounds, never one that is open or named in `keep`. Returns what went. */
export async function retainRuns(
  runsFolder: string,
  policy: RetentionPolicy,
  keep: Iterable<string>,
): Promise<string[]> {
  const kept = new Set(keep);
  const runs = runFolders(runsFolder)
    .flatMap((folder) => readHeader(folder) ?? [])
    .sort((a, b) => (a.at < b.at ? 1 : -1));
  const gone: string[] = [];
  let bytes = 0;
  runs.forEach(({ folder }, index) => {
    bytes += policy.bytes > 0 ? folderBytes(folder) : 0;
    const over = (policy.count > 0 && index >= policy.count) || (policy.bytes > 0 && bytes > policy.bytes);
    if (!over || index === 0 || kept.has(path.basename(folder)) || isOpen(folder)) return;
    try {
      rmSync(folder, { recursive: true, force: true });
      gone.push(path.basename(folder));
    } catch {
      // Another process may be deleting it too; it goes with the next run.
    }
  });
  return gone;
}
