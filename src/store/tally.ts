/** Counts the records of a run's logs without reading them: for progress and for lists of runs, where a model would cost too much. */
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import path from 'node:path';

/** Bytes of logs. Smaller ones are read about as fast as an index. */
export const WORTH_INDEXING = 4 << 20;

export interface Tally {
  steps: number;
  artifacts: number;
  problems: number;
}

interface LogTally extends Tally {
  /** Bytes counted so far; always the beginning of a line. */
  offset: number;
}

const KINDS: [key: keyof Tally, mark: string][] = [
  ['steps', '{"k":"step"'],
  ['artifacts', '{"k":"artifact"'],
  ['problems', '{"k":"problem"'],
];

/** Counts on from where the last call stopped. */
export function createTally(folder: string): () => Tally {
  const logs = new Map<string, LogTally>();
  return () => {
    for (const name of logNames(folder)) {
      const log = logs.get(name) ?? { steps: 0, artifacts: 0, problems: 0, offset: 0 };
      logs.set(name, log);
      countOn(path.join(folder, name), log);
    }
    const total: Tally = { steps: 0, artifacts: 0, problems: 0 };
    for (const log of logs.values()) for (const [key] of KINDS) total[key] += log[key];
    return total;
  };
}

export function logNames(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^log-\w+\.ndjson$/.test(name));
  } catch {
    return [];
  }
}

function countOn(file: string, log: LogTally): void {
  const buffer = Buffer.allocUnsafe(1 << 18);
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch {
    return;
  }
  try {
    for (;;) {
      const read = readSync(fd, buffer, 0, buffer.length, log.offset);
      const end = buffer.subarray(0, read).lastIndexOf(10) + 1;
      if (end === 0) {
        // A line longer than the buffer is passed over whole: its beginning was looked at.
        if (read < buffer.length) return;
        countLines(buffer.subarray(0, read), log);
        log.offset += read;
        continue;
      }
      countLines(buffer.subarray(0, end), log);
      log.offset += end;
    }
  } finally {
    closeSync(fd);
  }
}

function countLines(bytes: Buffer, log: LogTally): void {
  // latin1: one character a byte, and much cheaper than decoding.
  const text = bytes.toString('latin1');
  for (const [key, mark] of KINDS) {
    if (text.startsWith(mark)) log[key]++;
    for (let at = text.indexOf(`\n${mark}`); at >= 0; at = text.indexOf(`\n${mark}`, at + 1)) log[key]++;
  }
}
