/**
 * Reads what was appended to a log since the last look, in blocks of whole lines. An unfinished last line waits for its
 * end; a line longer than any honest one is skipped and counted.
 */
import { constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';

const BLOCK = 1 << 20;
export const LONGEST_LINE = 64 << 20;
const NEWLINE = 10;
const REPLACED = Number.MAX_SAFE_INTEGER;

export interface Tail {
  file: string;
  /** Where the first line begins that was not read. */
  offset: number;
  /** In the middle of a line that is too long. */
  skipping: boolean;
  skipped: number;
}

/** Whole lines: `bytes` from `start` to `end`, which is after a newline. Gone when whoever was given it returns. */
export interface Block {
  bytes: Buffer;
  start: number;
  end: number;
  /** Where the first of `bytes` stands in the file. */
  base: number;
}

export const createTail = (file: string, offset = 0): Tail => ({ file, offset, skipping: false, skipped: 0 });

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

/** Hands on what came in blocks of about a megabyte, so that whoever reads stays responsive. True where any came. */
export async function readAppended(tail: Tail, take: (block: Block) => void): Promise<boolean> {
  const opened = await openPlainFile(tail.file);
  if (opened === undefined) return false;
  const { handle, size } = opened;
  try {
    if (size < tail.offset && tail.offset !== REPLACED) giveUp(tail);
    let any = false;
    let buffer = Buffer.allocUnsafe(Math.min(BLOCK, Math.max(0, size - tail.offset)));
    while (tail.offset < size) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, size - tail.offset), tail.offset);
      if (bytesRead === 0) break;
      const end = buffer.subarray(0, bytesRead).lastIndexOf(NEWLINE) + 1;
      if (end > 0) {
        any = true;
        takeLines(tail, buffer, end, take);
      } else if (tail.skipping || bytesRead >= LONGEST_LINE) {
        tail.skipping = true;
        tail.offset += bytesRead;
      } else if (bytesRead < buffer.length || tail.offset + bytesRead >= size) break;
      else buffer = Buffer.allocUnsafe(Math.min(LONGEST_LINE, buffer.length * 4));
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

function takeLines(tail: Tail, bytes: Buffer, end: number, take: (block: Block) => void): void {
  const base = tail.offset;
  let start = 0;
  if (tail.skipping) {
    start = bytes.indexOf(NEWLINE) + 1;
    tail.skipping = false;
    tail.skipped++;
  }
  tail.offset += end;
  if (start < end) take({ bytes, start, end, base });
}
