/**
 * The process's own log and previews: lines appended through file functions taken before the program could change them. A failed
 * write (disk full) stops the capture, never the program.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { LogRecord } from '../../protocol/runLog.ts';

const { openSync, writeSync } = fs;
const { stringify } = JSON;
const { hrtime } = process;
const FLUSH_AFTER_US = 2000;
const FLUSH_AT_LENGTH = 1 << 16;

export interface LogFile {
  write(record: LogRecord): void;
  /** Keeps a preview; answers where it lies. */
  preview(value: unknown): [offset: number, length: number] | undefined;
  flush(): void;
  /** Microseconds since the log began. */
  now(): number;
  bytes(): { log: number; previews: number };
  failed(): boolean;
  close(): void;
}

export function openLog(folder: string): LogFile {
  const log = openSync(path.join(folder, 'log-0.ndjson'), 'a');
  let previews = -1;
  const began = hrtime.bigint();
  const now = () => Number((hrtime.bigint() - began) / 1000n);
  let pending = '';
  let flushed = 0;
  let logBytes = 0;
  let previewBytes = 0;
  let broken = false;
  const append = (fd: number, text: string): number => {
    try {
      const bytes = Buffer.from(text, 'utf8');
      for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
      return bytes.length;
    } catch {
      broken = true;
      return 0;
    }
  };
  const flush = () => {
    flushed = now();
    if (pending === '' || broken) return;
    const text = pending;
    pending = '';
    logBytes += append(log, text);
  };
  return {
    now,
    flush,
    write(record) {
      if (broken) return;
      pending += `${stringify(record)}\n`;
      if (pending.length > FLUSH_AT_LENGTH || now() - flushed > FLUSH_AFTER_US) flush();
    },
    preview(value) {
      if (broken) return undefined;
      if (previews < 0) previews = openSync(path.join(folder, 'previews-0.ndjson'), 'a');
      const text = stringify(value);
      const offset = previewBytes;
      const length = append(previews, `${text}\n`);
      previewBytes += length;
      return length > 0 ? [offset, length - 1] : undefined;
    },
    bytes: () => ({ log: logBytes, previews: previewBytes }),
    failed: () => broken,
    close() {
      flush();
      broken = true;
    },
  };
}
