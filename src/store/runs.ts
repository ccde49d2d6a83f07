/** All runs of a folder: listed, found by id, deleted. */
import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { userError } from '../core/errors.ts';
import type { RunBrief, RunState } from '../protocol/graph.ts';
import type { RunExit } from '../protocol/runLog.ts';
import { tallyOfIndex } from './keptIndex.ts';
import { isOpen, isRecording } from './openMarks.ts';
import { readExit } from './readParts.ts';
import { folderBytes, readHeader, runFolders } from './runsOnDisk.ts';
import { createTally, logNames } from './tally.ts';

export { createRunFolder, writeExit } from './runFolder.ts';
export { runsFolderOf } from './runPlaces.ts';

export type ListedRun = RunBrief & { folder: string; bytes: number };

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
