/** Follows objects by identity to the artifact version they hold now, and writes an artifact record for each new version. */

import type { CaptureLimits } from '../../protocol/runLog.ts';
import {
  type Description,
  describe,
  fingerprint,
  hashOf,
  isData,
  isPrimitive,
  maskText,
  numberCell,
} from './describe/index.ts';
import { createPurse } from './describe/purse.ts';
import type { LogFile } from './logFile.ts';
import type { Entry } from './model.ts';
import { createToldTexts } from './toldTexts.ts';
import type { Tools } from './tools.ts';

const fs = process.getBuiltinModule('node:fs');
const path = process.getBuiltinModule('node:path');

const { stringify } = JSON;

export interface Artifacts {
  /** The site whose step is being told: what it makes is described at its expense. */
  standAt(site: number): void;
  /** The version that the object holds now, if a step is known to have made it. */
  of(value: unknown): Entry | undefined;
  /** A new artifact for a value that `step` made or received. */
  make(value: unknown, step: number): Entry | undefined;
  /** The artifact of a step's result: the known one of an object, or a new one. */
  result(value: unknown, step: number): Entry | undefined;
  /** A new version, where the object is not what it was when recorded. */
  changed(value: unknown, entry: Entry, step: number, surely: boolean): Entry | undefined;
  /** A file that a step read or wrote. */
  file(facts: { path: string; bytes: number; mode: 'read' | 'write' }, step: number, from: Entry | undefined): Entry;
  degraded: Record<string, number>;
}

export function createArtifacts(folder: string, limits: CaptureLimits, log: LogFile, tools: Tools): Artifacts {
  const known = new WeakMap<object, Entry>();
  const degraded: Record<string, number> = {};
  const purse = createPurse(limits);
  const texts = createToldTexts();
  let count = 0;
  /** Numbers and flags are most of what is recorded. */
  const scalar = (value: number | boolean, step: number): Entry => {
    const id = ++count;
    const entry = { id, step, ver: 1, fp: undefined, from: undefined, value } as unknown as Entry;
    entry.line = { latest: entry };
    const cell =
      typeof value === 'number' && (!Number.isFinite(value) || value === 0) ? stringify(numberCell(value)) : `${value}`;
    log.line(
      `{"k":"artifact","id":${id},"step":${step},"kind":"scalar","type":"${typeof value}","lib":"builtins","ver":1,"fp":"${hashOf(value)}","sum":{"value":${cell}},"detail":"full"}`,
    );
    return entry;
  };
  /** `mark`: its fingerprint, where that is known. */
  const write = (value: unknown, step: number, from: Entry | undefined, mark?: string): Entry => {
    const plain = typeof value === 'number' || typeof value === 'boolean';
    if (!from && plain && limits.values !== false && !isOver(limits, log)) return scalar(value, step);
    if (typeof value === 'string' && !from) {
      const told = texts.get(value);
      if (told !== undefined && !isOver(limits, log)) return repeated(value, step, told);
    }
    const identity = !isPrimitive(value);
    const description = purse.spend(from !== undefined, (within) => describeWithin(value, within, log));
    const id = ++count;
    const entry = {
      id,
      step,
      ver: from ? from.ver + 1 : 1,
      fp: identity ? (mark ?? fingerprint(value as object)) : isShort(value) ? undefined : hashOf(value),
      from,
      value: isShort(value) ? value : undefined,
    } as Entry;
    if (from) {
      entry.line = from.line;
      from.line.latest = entry;
      if (from.line.stale) from.line.stale = false;
    } else entry.line = { latest: entry };
    if (identity) known.set(value as object, entry);
    const preview = description.blob ? keepBlob(folder, description) : description.preview;
    const pv = preview === undefined ? undefined : log.preview(preview);
    if (description.detail !== 'full')
      degraded[description.why ?? description.detail] = (degraded[description.why ?? description.detail] ?? 0) + 1;
    let json = `,"kind":"${description.kind}","type":${stringify(description.type)}`;
    if (description.lib !== undefined) json += `,"lib":${stringify(description.lib)}`;
    if (from) json += `,"from":${from.id}`;
    json += `,"ver":${entry.ver}`;
    if (description.fp !== undefined) json += `,"fp":"${description.fp}"`;
    json += `,"sum":${stringify(description.summary)}`;
    if (pv) json += `,"pv":[${pv[0]},${pv[1]}]`;
    json += `,"detail":"${description.detail}"`;
    if (description.why !== undefined) json += `,"why":${stringify(description.why)}`;
    if (typeof value === 'string' && !from && description.detail === 'full') texts.keep(value, json);
    log.line(`{"k":"artifact","id":${id},"step":${step}${json}}`);
    return entry;
  };
  const repeated = (value: string, step: number, told: string): Entry => {
    const id = ++count;
    const entry = {
      id,
      step,
      ver: 1,
      fp: isShort(value) ? undefined : hashOf(value),
      from: undefined,
      value: isShort(value) ? value : undefined,
    } as unknown as Entry;
    entry.line = { latest: entry };
    log.line(`{"k":"artifact","id":${id},"step":${step}${told}}`);
    return entry;
  };
  const isTool = (value: unknown) => !isPrimitive(value) && tools.has(value as object);
  const artifacts: Artifacts = {
    degraded,
    standAt: purse.standAt,
    of: (value) => (isPrimitive(value) ? undefined : known.get(value as object)),
    make: (value, step) => (isData(value) && !isTool(value) ? write(value, step, undefined) : undefined),
    result: (value, step) => artifacts.of(value) ?? artifacts.make(value, step),
    changed(value, entry, step, surely) {
      if (isPrimitive(value)) return undefined;
      if (surely || entry.line.stale) return write(value, step, entry);
      const mark = fingerprint(value as object);
      return mark === entry.fp ? undefined : write(value, step, entry, mark);
    },
    file(facts, step, from) {
      const entry = { id: ++count, step, ver: from ? from.ver + 1 : 1, fp: undefined, from } as Entry;
      entry.line = from ? from.line : { latest: entry };
      entry.line.latest = entry;
      log.write({
        k: 'artifact',
        id: entry.id,
        step,
        kind: 'file',
        type: 'File',
        ...(from ? { from: from.id } : {}),
        ver: entry.ver,
        sum: { path: maskText(facts.path), bytes: facts.bytes, mode: facts.mode },
        detail: 'full',
      });
      return entry;
    },
  };
  return artifacts;
}

const LONGEST_KEPT = 200;

function isShort(value: unknown): boolean {
  return isPrimitive(value) && typeof value !== 'bigint' && (typeof value !== 'string' || value.length <= LONGEST_KEPT);
}

/** Over the run's budget only type and shape are kept, and said so. */
function describeWithin(value: unknown, limits: CaptureLimits, log: LogFile): Description {
  const description = describe(value, limits);
  if (!isOver(limits, log)) return description;
  const { kind, type, lib, summary } = description;
  return {
    kind,
    type,
    ...(lib === undefined ? {} : { lib }),
    summary: summary.shape ? { shape: summary.shape } : {},
    detail: 'type',
    why: 'bytes',
  };
}

function isOver({ runBytes }: CaptureLimits, log: LogFile): boolean {
  if (runBytes === 0) return false;
  const { log: logBytes, previews } = log.bytes();
  return logBytes + previews >= runBytes;
}

function keepBlob(folder: string, { blob, preview }: Description): Description['preview'] {
  if (!blob) return preview;
  try {
    // loaded by those who show pictures only: it takes longer than the rest of the tracer
    const { createHash } = process.getBuiltinModule('node:crypto');
    const mime = blob.mime === 'image/svg+xml' ? 'image/svg+xml' : 'image/png';
    const name = `${createHash('sha256').update(blob.bytes).digest('hex')}.${mime === 'image/png' ? 'png' : 'svg'}`;
    fs.mkdirSync(path.join(folder, 'blobs'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'blobs', name), blob.bytes);
    return { form: 'image', mime, blob: name };
  } catch {
    return preview;
  }
}
