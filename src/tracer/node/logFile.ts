/**
 * The thread's own log and previews: lines appended through file functions taken before the program could change them. A failed
 * write (disk full) stops the capture, never the program.
 */

import type { LogRecord } from '../../protocol/runLog.ts';
import { clock } from './clock.ts';

const fs = process.getBuiltinModule('node:fs');
const path = process.getBuiltinModule('node:path');

const { openSync, writeSync } = fs;
const { stringify } = JSON;
const { byteLength } = Buffer;
const FLUSH_AFTER_MS = 20;
const FLUSH_AT_LENGTH = 1 << 17;
/** The clock is read for one line in so many. */
const LINES_A_LOOK = 8;
/** Before a call, which may take long, what waits is written at once: so often in each span of time. */
const SPAN_MS = 20;
const AT_ONCE = 4;

export interface LogFile {
  write(record: LogRecord): void;
  /** A record that is JSON already, without its line's end: the frequent ones are written so. */
  line(json: string): void;
  /** Keeps a preview; answers where it lies. */
  preview(value: unknown): [offset: number, length: number] | undefined;
  flush(): void;
  /** What waits is written, so that a reader has it while the call lasts. */
  beforeCall(): void;
  /** Microseconds since the log began. */
  now(): number;
  bytes(): { log: number; previews: number };
  failed(): boolean;
  close(): void;
}

export function openLog(folder: string, name: string): LogFile {
  const log = openSync(path.join(folder, `log-${name}.ndjson`), 'a');
  let previews = -1;
  const began = clock();
  const now = () => Math.floor((clock() - began) * 1000);
  let pending = '';
  let waiting = '';
  let flushed = 0;
  let lines = 0;
  let span = 0;
  let atOnce = 0;
  let logBytes = 0;
  let previewBytes = 0;
  let broken = false;
  const append = (fd: number, text: string): number => {
    try {
      const written = writeSync(fd, text, null, 'utf8');
      // one byte for each character at least: nearly always all of it was written, and nothing more is to be looked at
      if (written >= text.length && (written === text.length || written === byteLength(text))) return written;
      const bytes = Buffer.from(text, 'utf8');
      for (let at = written; at < bytes.length; ) at += writeSync(fd, bytes, at);
      return bytes.length;
    } catch {
      broken = true;
      return 0;
    }
  };
  const flush = () => {
    flushed = clock();
    if (pending === '' || broken) return;
    // before the records that tell where they lie
    if (waiting !== '') append(previews, waiting);
    waiting = '';
    const text = pending;
    pending = '';
    logBytes += append(log, text);
  };
  const line = (json: string) => {
    if (broken) return;
    pending += json;
    pending += '\n';
    lines++;
    if (pending.length + waiting.length > FLUSH_AT_LENGTH) flush();
    else if (lines % LINES_A_LOOK === 0 && clock() - flushed > FLUSH_AFTER_MS) flush();
  };
  return {
    now,
    flush,
    beforeCall() {
      if (pending === '') return;
      const time = clock();
      if (time - span > SPAN_MS) {
        span = time;
        atOnce = 0;
      }
      if (time - flushed > FLUSH_AFTER_MS) flush();
      else if (atOnce < AT_ONCE) {
        atOnce++;
        flush();
      }
    },
    line,
    write: (record) => line(stringify(record)),
    preview(value) {
      if (broken) return undefined;
      if (previews < 0) previews = openSync(path.join(folder, `previews-${name}.ndjson`), 'a');
      const text = stringify(value);
      const offset = previewBytes;
      const length = byteLength(text);
      waiting += `${text}\n`;
      previewBytes += length + 1;
      return [offset, length];
    },
    bytes: () => ({ log: logBytes + pending.length, previews: previewBytes }),
    failed: () => broken,
    close() {
      flush();
      broken = true;
    },
  };
}
