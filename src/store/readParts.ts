/** Parts of a run folder that are read on demand: header, exit, source texts, previews and pictures. Nothing outside the folder is ever read. */
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isPreview } from '../core/checkValue.ts';
import { userError } from '../core/errors.ts';
import type { Preview } from '../protocol/artifact.ts';
import { RUN_FORMAT, type RunExit, type RunHeader } from '../protocol/runLog.ts';
import { openPlainFile } from './tail.ts';

const LARGEST_JSON = 4 << 20;
const LARGEST_SOURCE = 32 << 20;
const LARGEST_PREVIEW = 32 << 20;
const LARGEST_BLOB = 32 << 20;

export async function readHeader(folder: string): Promise<RunHeader> {
  const broken = (reason: string) => userError('run-broken', { folder, reason });
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw userError('run-missing', { run: path.basename(folder), folder: path.dirname(folder) });
    throw broken(code === 'ENOTDIR' ? 'it is not a folder' : `it cannot be listed (${code ?? 'unknown reason'})`);
  }
  if (!names.includes('run.json')) throw broken('it has no run.json');
  const text = readHeaderText(folder);
  if (text === undefined) throw broken('its run.json cannot be read');
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch {
    throw broken('its run.json is damaged');
  }
  if (!isHeader(header)) throw broken('its run.json is not a run header');
  if (header.format > RUN_FORMAT) throw userError('run-newer', { folder, format: header.format, known: RUN_FORMAT });
  return header;
}

const readHeaderText = (folder: string): string | undefined =>
  readPlainText(path.join(folder, 'run.json'), LARGEST_JSON);

/** For lists of runs: undefined where there is no header, or none of a run. */
export function readHeaderFile(folder: string): RunHeader | undefined {
  try {
    const header: unknown = JSON.parse(readHeaderText(folder) ?? '');
    return isHeader(header) ? header : undefined;
  } catch {
    return undefined;
  }
}

function isHeader(value: unknown): value is RunHeader {
  if (typeof value !== 'object' || value === null) return false;
  const header = value as Partial<RunHeader>;
  const { runtime } = header;
  if (typeof runtime !== 'object' || runtime === null)
    return typeof header.format === 'number' && header.format > RUN_FORMAT;
  const texts = [
    header.id,
    header.createdAt,
    header.entry,
    header.cwd,
    header.workspace,
    header.language,
    runtime.name,
    runtime.version,
    header.module ?? '',
    ...(Array.isArray(header.args) ? header.args : [undefined]),
  ];
  return (
    typeof header.format === 'number' &&
    texts.every((text) => typeof text === 'string') &&
    (header.language === 'python' || header.language === 'javascript')
  );
}

/** Undefined while there is none, or only half of one. */
export function readExit(folder: string): RunExit | undefined {
  const text = readPlainText(path.join(folder, 'exit.json'), LARGEST_JSON);
  if (text === undefined) return undefined;
  try {
    const exit = JSON.parse(text) as Partial<Record<keyof RunExit, unknown>> | null;
    if (exit === null || typeof exit !== 'object' || typeof exit.durationMs !== 'number') return undefined;
    const { exitCode, signal, endedAt, durationMs, stopped } = exit;
    return {
      exitCode: typeof exitCode === 'number' ? exitCode : null,
      signal: typeof signal === 'string' ? signal : null,
      endedAt: typeof endedAt === 'string' ? endedAt : '',
      durationMs,
      stopped: stopped === true,
    };
  } catch {
    return undefined;
  }
}

const HASH = /^[0-9a-f]{64}$/;
const BLOB = /^[0-9a-f]{64}\.(png|svg)$/;

export function readSource(folder: string, hash: string): string | undefined {
  return HASH.test(hash) ? readPlainText(path.join(folder, 'sources', hash), LARGEST_SOURCE) : undefined;
}

export async function readBlob(folder: string, name: string): Promise<Buffer | undefined> {
  return BLOB.test(name) ? readRange(path.join(folder, 'blobs', name), 0, LARGEST_BLOB, false) : undefined;
}

export async function readPreview(
  folder: string,
  log: string,
  offset: number,
  length: number,
): Promise<Preview | undefined> {
  if (!Number.isSafeInteger(offset) || offset < 0 || length <= 0 || length > LARGEST_PREVIEW) return undefined;
  const bytes = await readRange(path.join(folder, `previews-${log}.ndjson`), offset, length, true);
  if (bytes === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isPreview(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function readRange(file: string, offset: number, length: number, exact: boolean): Promise<Buffer | undefined> {
  const opened = await openPlainFile(file);
  if (opened === undefined) return undefined;
  try {
    if (exact && offset + length > opened.size) return undefined;
    if (!exact && opened.size > length) return undefined;
    const buffer = Buffer.alloc(exact ? length : opened.size);
    let at = 0;
    while (at < buffer.length) {
      const { bytesRead } = await opened.handle.read(buffer, at, buffer.length - at, offset + at);
      if (bytesRead === 0) return undefined;
      at += bytesRead;
    }
    return buffer;
  } finally {
    await opened.handle.close();
  }
}

function readPlainText(file: string, most: number): string | undefined {
  let descriptor: number | undefined;
  try {
    if (!lstatSync(file).isFile()) return undefined;
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    if (fstatSync(descriptor).size > most) return undefined;
    return readFileSync(descriptor, 'utf8');
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
