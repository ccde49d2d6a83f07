/** What tells whether logs are those that an index was made from: their lengths, and a sample of what is in them. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { openPlainFile } from './tail.ts';

export interface LogKey {
  name: string;
  bytes: number;
  sample: string;
}

const PIECE = 4096;
const PIECES = 64;
const ENDS = 1 << 16;
const WHOLE = 1 << 18;

/** Undefined where there is no such log. The sample is all of a small log, else its ends and pieces evenly spaced between. */
export async function keyOfLog(folder: string, name: string): Promise<LogKey | undefined> {
  const opened = await openPlainFile(path.join(folder, `log-${name}.ndjson`));
  if (opened === undefined) return undefined;
  const { handle, size } = opened;
  try {
    const hash = createHash('sha256');
    const add = async (at: number, length: number): Promise<void> => {
      const piece = Buffer.alloc(Math.min(length, size - at));
      const { bytesRead } = await handle.read(piece, 0, piece.length, at);
      hash.update(piece.subarray(0, bytesRead));
    };
    // A run of many processes has many small logs: each is read at once.
    if (size <= WHOLE) await add(0, size);
    else {
      await add(0, ENDS);
      for (let n = 1; n < PIECES; n++) await add(Math.floor((size / PIECES) * n), PIECE);
      await add(Math.max(0, size - ENDS), ENDS);
    }
    return { name, bytes: size, sample: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}

export const isSameLog = (a: LogKey | undefined, b: LogKey | undefined): boolean =>
  a !== undefined && b !== undefined && a.name === b.name && a.bytes === b.bytes && a.sample === b.sample;
