/** Reads artifacts' summaries where they stand in the logs of a run: from the block that is being read, else from disk. */
import { closeSync, constants, lstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { takeSummary } from '../core/checkValue.ts';
import type { Summary } from '../protocol/artifact.ts';
import { type Block, LONGEST_LINE } from './tail.ts';

export interface SummaryReader {
  of(log: string, offset: number, length: number): Summary | undefined;
  /** Does something while a block's summaries can be had from memory. */
  during(log: string, block: Block, work: () => void): void;
  close(): void;
}

export function readSummaries(folder: string): SummaryReader {
  const files = new Map<string, number | undefined>();
  let current: { log: string; block: Block } | undefined;
  let closed = false;

  const fileOf = (log: string): number | undefined => {
    if (!files.has(log) && !closed) files.set(log, openFile(path.join(folder, `log-${log}.ndjson`)));
    return files.get(log);
  };
  const textOf = (log: string, offset: number, length: number): string | undefined => {
    if (current?.log === log) {
      const { bytes, base, start, end } = current.block;
      const at = offset - base;
      if (at >= start && at + length <= end) return bytes.toString('utf8', at, at + length);
    }
    const file = fileOf(log);
    if (file === undefined || length > LONGEST_LINE) return undefined;
    const bytes = Buffer.allocUnsafe(length);
    return readSync(file, bytes, 0, length, offset) === length ? bytes.toString('utf8') : undefined;
  };
  return {
    of(log, offset, length) {
      try {
        return takeSummary(JSON.parse(textOf(log, offset, length) ?? ''));
      } catch {
        return undefined;
      }
    },
    during(log, block, work) {
      current = { log, block };
      try {
        work();
      } finally {
        current = undefined;
      }
    },
    close() {
      closed = true;
      for (const file of files.values()) if (file !== undefined) closeSync(file);
      files.clear();
    },
  };
}

function openFile(file: string): number | undefined {
  try {
    if (!lstatSync(file).isFile()) return undefined;
    return openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch {
    return undefined;
  }
}
