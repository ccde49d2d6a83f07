/**
 * Reads a record straight from the bytes of its line. Nearly all lines of a log are steps, artifacts and binds, and both
 * tracers write their fields in the order of `protocol/runLog.ts`: such a line is taken field by field, strings that
 * repeat are made once, and an artifact's summary stays where it stands. Anything else is left to `JSON.parse`, so
 * this decides nothing but the time that it takes.
 */

import { isErrorRef } from '../core/checkRecord.ts';
import type { KnownRecord } from '../core/run.ts';
import type { ErrorRef, InputRef, OutputRef } from '../protocol/runLog.ts';

const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;
const OPEN = 91;
const BACKSLASH = 92;
const CLOSE = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

const key = (text: string): Uint8Array => Buffer.from(text);
const STEP = key('{"k":"step","id":');
const ENTER = key('{"k":"enter","id":');
const ARTIFACT = key('{"k":"artifact","id":');
const BIND = key('{"k":"bind","name":');
const SITE = key(',"site":');
const PARENT = key(',"parent":');
const ITERATION = key(',"it":');
const TIME = key(',"t":');
const DURATION = key(',"d":');
const INPUTS = key(',"in":');
const OUTPUTS = key(',"out":');
const COUNT = key(',"n":');
const RECORDED = key(',"rec":');
const ERROR = key(',"err":');
const MAKER = key(',"step":');
const KIND = key(',"kind":');
const TYPE = key(',"type":');
const LIBRARY = key(',"lib":');
const FROM = key(',"from":');
const VERSION = key(',"ver":');
const PRINT = key(',"fp":');
const SUMMARY = key(',"sum":');
const PREVIEW = key(',"pv":');
const DETAIL = key(',"detail":');
const WHY = key(',"why":');
const BOUND = key(',"a":');
const FRAME = key(',"frame":');

/** The line at hand. A field that is not as expected sets `failed`, and the line is left to `JSON.parse`. */
let bytes: Buffer = Buffer.alloc(0);
let at = 0;
let end = 0;
let failed = false;

/** `end` is where the line's newline stands, `base` the place of `line[0]` in its file. Undefined: see above. */
export function scanRecord(line: Buffer, start: number, lineEnd: number, base: number): KnownRecord | undefined {
  bytes = line;
  at = start;
  end = lineEnd;
  failed = false;
  const record = scanAny(base);
  return failed || at !== end ? undefined : record;
}

function scanAny(base: number): KnownRecord | undefined {
  if (has(STEP)) return scanStep();
  if (has(ARTIFACT)) return scanArtifact(base);
  if (has(BIND)) return scanBind();
  if (has(ENTER)) return scanEnter();
  failed = true;
  return undefined;
}

function scanStep(): KnownRecord {
  const record: KnownRecord = { k: 'step', id: number(), site: after(SITE), parent: after(PARENT), t: 0, d: 0 };
  if (has(ITERATION)) record.it = number();
  record.t = after(TIME);
  record.d = after(DURATION);
  if (has(INPUTS)) record.in = refs();
  if (has(OUTPUTS)) record.out = refs() as OutputRef[];
  if (has(COUNT)) record.n = number();
  if (has(RECORDED)) record.rec = number();
  if (has(ERROR)) record.err = error();
  close();
  return record;
}

function scanEnter(): KnownRecord {
  const record: KnownRecord = { k: 'enter', id: number(), site: after(SITE), parent: after(PARENT), t: 0 };
  if (has(ITERATION)) record.it = number();
  record.t = after(TIME);
  if (record.it === undefined && has(ITERATION)) record.it = number();
  close();
  return record;
}

function scanArtifact(base: number): KnownRecord {
  const record: KnownRecord = {
    k: 'artifact',
    id: number(),
    step: after(MAKER),
    // Of unknown kinds and details the model takes the next best.
    kind: textAfter(KIND) as 'other',
    type: textAfter(TYPE),
    ver: 0,
    sum: {},
    detail: 'full',
  };
  if (has(LIBRARY)) record.lib = text();
  if (has(FROM)) record.from = number();
  record.ver = after(VERSION);
  if (has(PRINT)) record.fp = text();
  need(SUMMARY);
  const start = at;
  skipObject();
  record.sum = [base + start, at - start];
  if (has(PREVIEW)) record.pv = pair();
  record.detail = textAfter(DETAIL) as 'full';
  if (has(WHY)) record.why = text();
  close();
  return record;
}

function scanBind(): KnownRecord {
  const record: KnownRecord = {
    k: 'bind',
    name: text(),
    a: after(BOUND),
    site: after(SITE),
    frame: after(FRAME),
    t: 0,
  };
  if (has(PARENT)) record.parent = number();
  if (has(ITERATION)) record.it = number();
  record.t = after(TIME);
  close();
  return record;
}

function has(name: Uint8Array): boolean {
  const { length } = name;
  for (let index = 0; index < length; index++) if (bytes[at + index] !== name[index]) return false;
  at += length;
  return true;
}

function need(name: Uint8Array): void {
  if (!has(name)) failed = true;
}

function after(name: Uint8Array): number {
  need(name);
  return number();
}

function textAfter(name: Uint8Array): string {
  need(name);
  return text();
}

function take(byte: number): boolean {
  if (bytes[at] !== byte) return false;
  at++;
  return true;
}

function close(): void {
  if (!take(CLOSE_BRACE)) failed = true;
}

/** Whole numbers; others, which are rare, are not understood. */
function number(): number {
  const negative = take(MINUS);
  const start = at;
  let value = 0;
  for (let byte = bytes[at] ?? 0; byte >= ZERO && byte <= NINE && at < end; byte = bytes[++at] ?? 0)
    value = value * 10 + byte - ZERO;
  const digits = at - start;
  if (digits === 0 || digits > 15 || (digits > 1 && bytes[start] === ZERO)) failed = true;
  return negative ? -value : value;
}

function pair(): [number, number] {
  if (!take(OPEN)) failed = true;
  const first = number();
  if (!take(COMMA)) failed = true;
  const second = number();
  if (!take(CLOSE)) failed = true;
  return [first, second];
}

function refs(): InputRef[] {
  const list: InputRef[] = [];
  if (!take(OPEN)) failed = true;
  while (!failed && at < end) {
    if (!take(OPEN)) failed = true;
    const artifact = number();
    if (!take(COMMA)) failed = true;
    const role = text();
    list.push(take(COMMA) ? [artifact, role, text()] : [artifact, role]);
    if (!take(CLOSE)) failed = true;
    if (take(CLOSE)) return list;
    if (!take(COMMA)) failed = true;
  }
  failed = true;
  return list;
}

function error(): ErrorRef {
  const start = at;
  skipObject();
  const none = { id: 0, type: '', message: '' };
  if (failed) return none;
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8', start, at));
    if (isErrorRef(value)) return value;
  } catch {
    // Not understood, like any other.
  }
  failed = true;
  return none;
}

const MOST_TEXTS = 1 << 14;
const texts: (string | undefined)[] = new Array(MOST_TEXTS);

/** Names, roles and types come again and again: each is made once, as long as no other takes its place. */
function text(): string {
  if (!take(QUOTE)) failed = true;
  const start = at;
  let hash = 0;
  let byte = bytes[at] ?? 0;
  while (byte !== QUOTE && at < end) {
    // Escapes, and characters that take several bytes, are not understood.
    if (byte < 32 || byte > 126 || byte === BACKSLASH) {
      failed = true;
      return '';
    }
    hash = (Math.imul(hash, 31) + byte) | 0;
    byte = bytes[++at] ?? 0;
  }
  const stop = at++;
  if (stop >= end) failed = true;
  const place = (hash ^ (hash >>> 14)) & (MOST_TEXTS - 1);
  const known = texts[place];
  if (known !== undefined && isAt(known, start, stop)) return known;
  const made = bytes.toString('latin1', start, stop);
  if (made.length < 64) texts[place] = made;
  return made;
}

function isAt(known: string, start: number, stop: number): boolean {
  if (known.length !== stop - start) return false;
  for (let index = 0; index < known.length; index++) if (known.charCodeAt(index) !== bytes[start + index]) return false;
  return true;
}

/** Goes past an object by its braces and strings; what is in it is for `JSON.parse` to say, if anybody asks. */
function skipObject(): void {
  if (bytes[at] !== OPEN_BRACE) failed = true;
  let depth = 0;
  while (at < end) {
    const byte = bytes[at++];
    if (byte === QUOTE) skipString();
    else if (byte === OPEN_BRACE) depth++;
    else if (byte === CLOSE_BRACE && --depth === 0) return;
  }
  failed = true;
}

function skipString(): void {
  while (at < end) {
    const byte = bytes[at++];
    if (byte === QUOTE) return;
    if (byte === BACKSLASH) at++;
  }
}
