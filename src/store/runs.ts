/** All runs of a folder: listed, found by id, deleted, and kept within bounds. */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { userError } from '../core/errors.ts';
import type { RunBrief, RunState } from '../protocol/graph.ts';
import { RUN_FORMAT, type RunExit, type RunHeader } from '../protocol/runLog.ts';
import { tallyOfIndex } from './keptIndex.ts';
import { isOpen, isRecording } from './openMarks.ts';
import { readExit, readHeaderFile } from './readParts.ts';
import { createTally, logNames } from './tally.ts';

export { createRunFolder, writeExit } from './runFolder.ts';
export { runsFolderOf } from './runPlaces.ts';

export type ListedRun = RunBrief & { folder: string; bytes: number };

export interface RetentionPolicy {
  /** The newest runs that are kept, and how many bytes they may take together. 0: no limit. */
  count: number;
  bytes: number;
}

export const DEFAULT_RETENTION: RetentionPolicy = { count: 50, bytes: 5_000_000_000 };

/** Every readable run, newest first. A folder that is no run, or of a newer format, is not listed. */
export async function listRuns(runsFolder: string): Promise<ListedRun[]> {
  const runs = runFolders(runsFolder).flatMap((folder) => briefOfFolder(folder) ?? []);
  return runs.sort(newestFirst);
}

function newestFirst(a: ListedRun, b: ListedRun): number {
  return b.createdAt.localeCompare(a.createdAt) || b.id.localeCompare(a.id);
}

/** The folder of a run by its id or the beginning of it; the newest without one. */
export async function findRun(runsFolder: string | string[], idOrPrefix?: string): Promise<string> {
  const places = [runsFolder].flat();
  const folder = places[0] ?? '';
  const all = places.flatMap(runFolders);
  if (idOrPrefix === undefined) {
    const newest = all.flatMap((run) => readHeader(run) ?? []).sort((a, b) => (a.at < b.at ? 1 : -1))[0];
    if (!newest) throw userError('run-none', { folder });
    return newest.folder;
  }
  const exact = all.filter((run) => path.basename(run) === idOrPrefix);
  const found = exact.length > 0 ? exact : all.filter((run) => matches(path.basename(run), idOrPrefix));
  if (found.length > 1)
    throw userError('run-ambiguous', {
      run: idOrPrefix,
      runs: found
        .slice(0, 5)
        .map((run) => path.basename(run))
        .join(', '),
    });
  if (!found[0]) throw userError('run-missing', { run: idOrPrefix, folder });
  return found[0];
}

/** An id by its beginning, or by its last four characters, which are what one remembers. */
function matches(id: string, given: string): boolean {
  return given !== '' && (id.startsWith(given) || (given.length >= 4 && id.endsWith(`-${given}`)));
}

/** Deletes a run that nobody has open. */
export async function deleteRun(folder: string): Promise<void> {
  if (isOpen(folder)) throw userError('run-open', { run: path.basename(folder) });
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

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

/** What a run came to: without an exit it is running for as long as its processes live. */
export function stateOfRun(folder: string, exit: RunExit | undefined): RunState {
  if (!exit) return isRecording(folder) ? 'running' : 'interrupted';
  if (exit.stopped) return 'stopped';
  return exit.exitCode === 0 ? 'finished' : 'failed';
}

/** A listed run's facts; logs that can no longer change are counted once. */
export function briefOfFolder(folder: string): ListedRun | undefined {
  const header = readHeader(folder)?.header;
  if (!header) return undefined;
  const exit = readExit(folder);
  const { steps, artifacts, problems } = tallyOf(folder, exit !== undefined);
  return {
    id: header.id,
    entry: header.entry,
    ...(header.module === undefined ? {} : { module: header.module }),
    language: header.language,
    runtime: `${header.runtime.name} ${header.runtime.version}`,
    createdAt: header.createdAt,
    state: stateOfRun(folder, exit),
    exitCode: exit?.exitCode ?? null,
    signal: exit?.signal ?? null,
    durationMs: exit?.durationMs ?? 0,
    steps,
    artifacts,
    problems,
    args: header.args,
    folder,
    bytes: folderBytes(folder),
  };
}

const tallies = new Map<string, ReturnType<ReturnType<typeof createTally>>>();

function tallyOf(folder: string, ended: boolean): ReturnType<ReturnType<typeof createTally>> {
  const known = tallies.get(folder);
  if (known) return known;
  const tally = tallyOfIndex(folder, logBytes(folder)) ?? createTally(folder)();
  if (ended) tallies.set(folder, tally);
  return tally;
}

function logBytes(folder: string): Map<string, number> {
  return new Map(
    logNames(folder).map((name) => [
      name.replace(/^log-|\.ndjson$/g, ''),
      statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0,
    ]),
  );
}

function runFolders(runsFolder: string): string[] {
  if (!existsSync(runsFolder)) return [];
  return readdirSync(runsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(runsFolder, entry.name, 'run.json')))
    .map((entry) => path.join(runsFolder, entry.name));
}

function readHeader(folder: string): { folder: string; header: RunHeader; at: string } | undefined {
  const header = readHeaderFile(folder);
  if (header === undefined || header.format > RUN_FORMAT) return undefined;
  return { folder, header, at: `${header.createdAt} ${header.id}` };
}

function folderBytes(folder: string): number {
  let bytes = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
      if (entry.isFile())
        bytes += statSync(path.join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    // It went while we looked.
  }
  return bytes;
}
