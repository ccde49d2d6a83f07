/** Opens a run folder and keeps its model up to date with what is appended, live or long after. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { at } from '../core/columns.ts';
import { userError } from '../core/errors.ts';
import { findArtifact } from '../core/processLog.ts';
import { addRecords, createRun, endRun, type Run, type SourceOf } from '../core/run.ts';
import type { Preview } from '../protocol/artifact.ts';
import { RUN_FORMAT, type RunHeader } from '../protocol/runLog.ts';
import { type Disposable, followFolder } from './follow.ts';
import { keepIndex, openIndex } from './keptIndex.ts';
import { isRecording } from './openMarks.ts';
import { readBlob, readExit, readHeader, readPreview, readSource } from './readParts.ts';
import { readRecords } from './readRecords.ts';
import { readSummaries, type SummaryReader } from './summaries.ts';
import { type Block, createTail, readAppended, type Tail } from './tail.ts';

export interface RunReader {
  folder: string;
  run: Run;
  /** Reads what came since; true where anything did, or the run ended. */
  refresh(): Promise<boolean>;
  /** Refreshes by itself while the run goes on, and says when something came. */
  follow(onChange: () => void): Disposable;
  /** Undefined where nothing was kept, or it cannot be read. */
  preview(id: string, rows?: number): Promise<Preview | undefined>;
  /** The picture of an image preview, by the preview's `blob`. */
  blob(name: string): Promise<Buffer | undefined>;
  source: SourceOf;
  /** Settled when the index is written that a large run is given once it has ended and was read, or cannot be. */
  indexed(): Promise<void>;
  /** What could not be read, in sentences. */
  problems: string[];
  close(): void;
}

interface Opened {
  folder: string;
  run: Run;
  tails: Map<string, Tail>;
  summaries: SummaryReader;
  /** Lines that were skipped. */
  damaged: number;
  /** A log of a newer format: nothing after its start is read. */
  refused: Set<string>;
  problems: string[];
  /** The writing of the index, once it has begun. */
  indexed: Promise<void> | undefined;
  closed: boolean;
}

export async function openRun(folder: string): Promise<RunReader> {
  const header = await readHeader(folder);
  const source = cachedSource(folder);
  const summaries = readSummaries(folder);
  const newRun = (): Run => createRun(completeHeader(header, folder), source, summaries.of);
  const opened: Opened = {
    folder,
    run: newRun(),
    tails: new Map(),
    summaries,
    damaged: 0,
    refused: new Set(),
    problems: [],
    indexed: undefined,
    closed: false,
  };
  // One refresh at a time: whoever asks during one gets a fresh look after it.
  let last: Promise<boolean> = Promise.resolve(false);
  const refresh = (): Promise<boolean> => {
    last = last.catch(() => false).then(() => refreshOnce(opened));
    return last;
  };
  const follows = new Set<Disposable>();
  const logs = await findLogs(folder);
  const index = await openIndex(folder, opened.run, logs);
  if (index === undefined) opened.run = newRun();
  else {
    opened.damaged = index.damaged;
    for (const [log, offset] of index.logs) opened.tails.set(log, createTail(logFile(folder, log), offset));
  }
  if (index !== undefined) opened.indexed = Promise.resolve();
  await refresh();
  return {
    folder,
    run: opened.run,
    indexed: async () => opened.indexed,
    refresh,
    follow(onChange) {
      const following = followFolder(folder, () => opened.run.state === 'running', refresh, onChange);
      follows.add(following);
      return following;
    },
    preview: (id, rows) => previewOf(opened, id, rows),
    blob: (name) => readBlob(folder, name),
    source,
    problems: opened.problems,
    close() {
      opened.closed = true;
      for (const following of follows) following.dispose();
      summaries.close();
    },
  };
}

/** Fields that an older or hurt header may lack. */
function completeHeader(header: RunHeader, folder: string): RunHeader {
  return { ...header, id: header.id || path.basename(folder), args: header.args.map(String) };
}

function cachedSource(folder: string): SourceOf {
  const texts = new Map<string, string>();
  return (hash) => {
    const known = texts.get(hash);
    if (known !== undefined) return known;
    const text = readSource(folder, hash);
    if (text !== undefined) texts.set(hash, text);
    return text;
  };
}

const logFile = (folder: string, log: string): string => path.join(folder, `log-${log}.ndjson`);

const LOG = /^log-(\w{1,20})\.ndjson$/;
const MOST_LOGS = 4096;

async function refreshOnce(opened: Opened): Promise<boolean> {
  if (opened.closed) return false;
  const { folder, run, tails } = opened;
  // The end is looked for before the logs are read, so that nothing written before it is missed.
  const ended = run.state === 'running' ? endOf(folder) : undefined;
  let changed = false;
  for (const log of await findLogs(folder)) {
    if (opened.refused.has(log)) continue;
    const tail = tails.get(log) ?? createTail(logFile(folder, log));
    tails.set(log, tail);
    if (await readAppended(tail, (block) => takeBlock(opened, log, block))) changed = true;
    if (opened.closed) return changed;
  }
  if (ended !== undefined) {
    endRun(run, ended);
    changed = true;
  }
  tellProblems(opened);
  // While the run is looked at: nobody waits for it.
  if (run.state !== 'running') opened.indexed ??= indexRun(opened);
  return changed;
}

/** The main process first: children point to it. */
async function findLogs(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const logs = names.flatMap((name) => LOG.exec(name)?.[1] ?? []);
  return logs.sort((a, b) => (a === '0' ? -1 : b === '0' ? 1 : a.localeCompare(b))).slice(0, MOST_LOGS);
}

function endOf(folder: string): ReturnType<typeof readExit> | 'interrupted' {
  const exit = readExit(folder);
  if (exit !== undefined) return exit;
  if (isRecording(folder)) return undefined;
  // It may have been written between the two looks.
  return readExit(folder) ?? 'interrupted';
}

function takeBlock(opened: Opened, log: string, block: Block): void {
  if (opened.refused.has(log)) return;
  const { records, damaged } = readRecords(block);
  opened.damaged += damaged;
  for (const record of records) {
    if (record.k !== 'start' || record.format <= RUN_FORMAT) continue;
    opened.refused.add(log);
    if (log === '0') throw userError('run-newer', { folder: opened.folder, format: record.format, known: RUN_FORMAT });
    return;
  }
  opened.summaries.during(log, block, () => addRecords(opened.run, log, records));
}

async function indexRun(opened: Opened): Promise<void> {
  if (opened.refused.size > 0) return;
  const logs = new Map([...opened.tails].map(([log, tail]) => [log, tail.offset]));
  await keepIndex(opened.folder, opened.run, { logs, damaged: skippedLines(opened) }).catch(() => false);
}

function skippedLines({ damaged, tails }: Opened): number {
  return [...tails.values()].reduce((sum, tail) => sum + tail.skipped, damaged);
}

function tellProblems(opened: Opened): void {
  const skipped = skippedLines(opened);
  const problems: string[] = [];
  if (skipped > 0) problems.push(`${skipped} damaged ${skipped === 1 ? 'line was' : 'lines were'} skipped.`);
  if (opened.refused.size > 0) problems.push('A child process was recorded by a newer Interim and is left out.');
  if (opened.tails.size === 0 && opened.run.state !== 'running')
    problems.push('The run has no log: nothing was recorded.');
  opened.problems.splice(0, opened.problems.length, ...problems);
  opened.run.readerProblems = opened.problems;
}

async function previewOf(opened: Opened, id: string, rows = Number.POSITIVE_INFINITY): Promise<Preview | undefined> {
  const ref = findArtifact(opened.run, id);
  if (ref === undefined) return undefined;
  const { artifacts, name } = ref.log;
  const length = at(artifacts.previewLength, ref.id);
  const preview = await readPreview(opened.folder, name, at(artifacts.previewAt, ref.id), length);
  return preview === undefined ? undefined : firstRows(preview, rows);
}

function firstRows(preview: Preview, most: number): Preview {
  if (preview.form === 'table') {
    const { index, positions, ...rest } = preview;
    return {
      ...rest,
      rows: preview.rows.slice(0, most),
      ...(index === undefined ? {} : { index: index.slice(0, most) }),
      ...(positions === undefined ? {} : { positions: positions.slice(0, most) }),
    };
  }
  if (preview.form === 'items') return { ...preview, items: preview.items.slice(0, most) };
  if (preview.form === 'entries') return { ...preview, entries: preview.entries.slice(0, most) };
  return preview;
}
