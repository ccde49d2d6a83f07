/**
 * Reads what was appended to a log since the last look, line by line. An unfinished last line waits for its end; a
 * line that is not JSON, or longer than any honest one, is skipped and counted.
 */
import { constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';

const CHUNK = 1 << 20;
const LONGEST_LINE = 64 << 20;
const NEWLINE = 10;
const REPLACED = Number.MAX_SAFE_INTEGER;

export interface Tail {
  file: string;
  /** Bytes that were read; what follows the last newline is kept in `rest`. */
  offset: number;
  rest: Buffer[];
  restBytes: number;
  /** In the middle of a line that is too long. */
  skipping: boolean;
  skipped: number;
}

export const createTail = (file: string): Tail => ({
  file,
  offset: 0,
  rest: [],
  restBytes: 0,
  skipping: false,
  skipped: 0,
});

/** Opens a plain file for reading: never a link to elsewhere, never a pipe that would block. */
export async function openPlainFile(file: string): Promise<{ handle: FileHandle; size: number } | undefined> {
  try {
    if (!(await lstat(file)).isFile()) return undefined;
    const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const { size } = await handle.stat();
    return { handle, size };
  } catch {
    return undefined;
  }
}

/** Hands on the records that came, in slices of about a megabyte, so that whoever reads stays responsive. */
export async function readAppended(tail: Tail, take: (records: unknown[]) => void): Promise<boolean> {
  const opened = await openPlainFile(tail.file);
  if (opened === undefined) return false;
  const { handle, size } = opened;
  try {
    if (size < tail.offset && tail.offset !== REPLACED) giveUp(tail);
    let any = false;
    while (tail.offset < size) {
      const buffer = Buffer.allocUnsafe(Math.min(CHUNK, size - tail.offset));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, tail.offset);
      if (bytesRead === 0) break;
      tail.offset += bytesRead;
      const records = takeLines(tail, buffer.subarray(0, bytesRead));
      if (records.length > 0) {
        any = true;
        take(records);
      }
    }
    return any;
  } finally {
    await handle.close();
  }
}

/** A log only grows; one that shrank was replaced, and is not read as if it went on. */
function giveUp(tail: Tail): void {
  tail.skipped++;
  tail.offset = REPLACED;
}

function takeLines(tail: Tail, chunk: Buffer): unknown[] {
  const last = chunk.lastIndexOf(NEWLINE);
  if (last < 0) {
    keep(tail, chunk);
    return [];
  }
  const records: unknown[] = [];
  let start = 0;
  if (tail.skipping || tail.restBytes > 0) {
    const first = chunk.indexOf(NEWLINE);
    if (tail.skipping) tail.skipped++;
    else {
      tail.rest.push(chunk.subarray(0, first));
      parseLine(tail, Buffer.concat(tail.rest).toString('utf8'), records);
    }
    tail.rest = [];
    tail.restBytes = 0;
    tail.skipping = false;
    start = first + 1;
  }
  if (start <= last) {
    for (const line of chunk.toString('utf8', start, last).split('\n')) parseLine(tail, line, records);
  }
  keep(tail, chunk.subarray(last + 1));
  return records;
}

function keep(tail: Tail, bytes: Buffer): void {
  if (bytes.length === 0 || tail.skipping) return;
  tail.rest.push(Buffer.from(bytes));
  tail.restBytes += bytes.length;
  if (tail.restBytes > LONGEST_LINE) {
    tail.skipping = true;
    tail.rest = [];
    tail.restBytes = 0;
  }
}

function parseLine(tail: Tail, line: string, records: unknown[]): void {
  if (line === '' || line === '\r') return;
  try {
    records.push(JSON.parse(line));
  } catch {
    tail.skipped++;
  }
}
