/**
 * The index of a run: its model as it was when the logs had been read to their end, kept so that a large run opens at
 * once. The recorder has it made, else the first reader leaves it; nobody needs it: it counts only while the logs are those
 * that it was made from, the model is still made the same way, and its bytes are whole. Else the logs are read.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { packRun } from '../core/packRun.ts';
import { briefOf, type Run } from '../core/run.ts';
import { unpackRun } from '../core/unpackRun.ts';
import { readIndexFile, readIndexKey, writeIndexFile } from './indexFile.ts';
import { isSameLog, keyOfLog, type LogKey } from './logKey.ts';
import { stateFolder } from './runPlaces.ts';
import { type Tally, WORTH_INDEXING } from './tally.ts';

/** Told by the build from the sources that make the model, so that no other version's index is taken for one's own. */
declare const INTERIM_CORE: string | undefined;
const CORE = typeof INTERIM_CORE === 'string' ? INTERIM_CORE : 'source';

const MOST_ELSEWHERE = 8;

interface IndexKey {
  core: string;
  logs: LogKey[];
  /** Lines that were skipped. */
  damaged: number;
  tally: Tally;
}

export interface KeptIndex {
  /** Bytes of each log that are in the model. */
  logs: Map<string, number>;
  damaged: number;
}

/** Fills an empty run from its index. Undefined where there is none to use; the run may then be half filled. */
export async function openIndex(folder: string, run: Run, logs: readonly string[]): Promise<KeptIndex | undefined> {
  const keys = await keysOf(folder, logs);
  if (keys === undefined || !isWorthIt(keys)) return undefined;
  for (const file of placesOf(folder)) {
    const index = await readIndexFile(file, (key) => isOf(key, keys));
    if (index === undefined) continue;
    const take = (name: string) => {
      const numbers = index.columns.get(name);
      index.columns.delete(name);
      return numbers;
    };
    if (!unpackRun(run, index.facts, take)) return undefined;
    const { damaged } = index.key as IndexKey;
    return { logs: new Map(keys.map(({ name, bytes }) => [name, bytes])), damaged };
  }
  return undefined;
}

/** Keeps the index of a run whose logs were read up to `read`. Where that cannot be, the logs are read again next time. */
export async function keepIndex(folder: string, run: Run, read: KeptIndex): Promise<boolean> {
  const keys = await keysOf(folder, [...read.logs.keys()]);
  if (keys === undefined || !isWorthIt(keys)) return false;
  if (keys.some(({ name, bytes }) => read.logs.get(name) !== bytes)) return false;
  const { steps, artifacts, problems } = briefOf(run);
  const key: IndexKey = { core: CORE, logs: keys, damaged: read.damaged, tally: { steps, artifacts, problems } };
  const packed = packRun(run);
  for (const file of placesOf(folder)) {
    try {
      if (path.dirname(file) !== folder) await makeRoom(path.dirname(file));
      await writeIndexFile(file, key, packed);
      return true;
    } catch {
      // The next place, then.
    }
  }
  return false;
}

/** What a run's logs hold, where its index says so of logs of these lengths. */
export function tallyOfIndex(folder: string, bytes: ReadonlyMap<string, number>): Tally | undefined {
  for (const file of placesOf(folder)) {
    const key = readIndexKey(file);
    if (isKey(key) && key.logs.length === bytes.size && key.logs.every((log) => bytes.get(log.name) === log.bytes))
      return key.tally;
  }
  return undefined;
}

/** In the run folder, else, where that cannot be written, with the user's own files. */
function placesOf(folder: string): string[] {
  const name = createHash('sha256').update(path.resolve(folder)).digest('hex').slice(0, 32);
  return [path.join(folder, 'index.bin'), path.join(stateFolder(process.env), 'interim', 'indexes', `${name}.bin`)];
}

async function keysOf(folder: string, logs: readonly string[]): Promise<LogKey[] | undefined> {
  const keys: LogKey[] = [];
  for (const name of logs) {
    const key = await keyOfLog(folder, name).catch(() => undefined);
    if (key === undefined) return undefined;
    keys.push(key);
  }
  return keys;
}

const isWorthIt = (keys: readonly LogKey[]): boolean =>
  keys.reduce((sum, { bytes }) => sum + bytes, 0) >= WORTH_INDEXING;

function isKey(value: unknown): value is IndexKey {
  if (typeof value !== 'object' || value === null) return false;
  const { core, logs, damaged, tally } = value as Partial<IndexKey>;
  const numbers = [damaged, tally?.steps, tally?.artifacts, tally?.problems];
  return core === CORE && Array.isArray(logs) && numbers.every((number) => Number.isFinite(number));
}

const isOf = (value: unknown, keys: readonly LogKey[]): boolean =>
  isKey(value) && value.logs.length === keys.length && keys.every((key, index) => isSameLog(key, value.logs[index]));

/** Indexes that lie apart from their runs do not go with them: only the last few are kept. */
async function makeRoom(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = (await readdir(folder)).map((name) => path.join(folder, name));
  const dated = await Promise.all(
    files.map(async (file) => ({ file, at: (await stat(file).catch(() => undefined))?.mtimeMs ?? 0 })),
  );
  dated.sort((a, b) => b.at - a.at);
  for (const { file } of dated.slice(MOST_ELSEWHERE - 1)) await rm(file, { force: true });
}
