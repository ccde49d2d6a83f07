/**
 * Ways in which a run folder can be wrong: as a disk, a crash, a careless copy or somebody who means harm leaves it. A
 * folder is a map from names to bytes here; each change is made to one file.
 */
import type { Random } from './random.ts';

export type Folder = Map<string, Buffer>;

type Change = (bytes: Buffer, random: Random, other: Folder) => Buffer | undefined;

const NEWLINE = 10;

function flipBits(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  for (let n = random.next(4); n >= 0; n--) {
    const at = random.next(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.next(8));
  }
  return copy;
}

const cutOff = (bytes: Buffer, random: Random): Buffer => bytes.subarray(0, random.next(bytes.length));

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, at);
    const stop = end < 0 ? bytes.length : end + 1;
    lines.push(bytes.subarray(at, stop));
    at = stop;
  }
  return lines;
}

/** Changes the list of lines. */
const ofLines =
  (change: (lines: Buffer[], random: Random, other: Folder) => void): Change =>
  (bytes, random, other) => {
    const lines = linesOf(bytes);
    if (lines.length === 0) return bytes;
    change(lines, random, other);
    return Buffer.concat(lines);
  };

const repeatLines = ofLines((lines, random) => {
  const at = random.next(lines.length);
  lines.splice(random.next(lines.length), 0, ...lines.slice(at, at + 1 + random.next(5)));
});

const moveLines = ofLines((lines, random) => {
  const moved = lines.splice(random.next(lines.length), 1 + random.next(5));
  lines.splice(random.next(lines.length + 1), 0, ...moved);
});

const dropLines = ofLines((lines, random) => {
  lines.splice(random.next(lines.length), 1 + random.next(5));
});

/** Records of another run among this one's. */
const spliceLines = ofLines((lines, random, other) => {
  const logs = [...other].filter(([name]) => name.startsWith('log-'));
  if (logs.length === 0) return;
  const strange = linesOf(random.pick(logs)[1]);
  const at = random.next(strange.length);
  lines.splice(random.next(lines.length), 0, ...strange.slice(at, at + 1 + random.next(20)));
});

/** Half of a line, as two writers at once leave it. */
function spliceBytes(bytes: Buffer, random: Random): Buffer {
  const from = random.next(bytes.length);
  const piece = bytes.subarray(from, from + random.next(200));
  const at = random.next(bytes.length);
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
}

const NUMBERS = [
  '0',
  '-1',
  '1e308',
  '-1e308',
  '2147483648',
  '4294967296',
  '9007199254740993',
  '49999999',
  '0.5',
  '1e-9',
];

/** Puts a text in the place of what a pattern finds somewhere in the file. */
function replaceAt(bytes: Buffer, random: Random, pattern: RegExp, text: string): Buffer {
  const near = random.next(bytes.length);
  const piece = bytes.toString('latin1', near, near + 2000);
  const found = pattern.exec(piece);
  if (found === null) return bytes;
  const at = near + found.index + (found[1] ?? '').length;
  const length = (found[2] ?? '').length;
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(text), bytes.subarray(at + length)]);
}

const absurdNumber: Change = (bytes, random) => replaceAt(bytes, random, /([:,[])(-?\d+)/, random.pick(NUMBERS));

const otherType: Change = (bytes, random) =>
  replaceAt(
    bytes,
    random,
    /(":)(-?\d+|"[^"\\]*"|true|false|null|\[\]|\{\})/,
    random.pick(['null', 'true', '"text"', '""', '[]', '{}', '[[]]', '7', '{"__proto__":{"x":1}}', '"__proto__"']),
  );

const deepNesting: Change = (bytes, random) => {
  const depth = 1 + random.next(20_000);
  const text =
    random.next(2) === 0 ? '['.repeat(depth) + ']'.repeat(depth) : `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  return replaceAt(bytes, random, /(":)(-?\d+|"[^"\\]*")/, text);
};

const longText: Change = (bytes, random) =>
  replaceAt(
    bytes,
    random,
    /(":")()/,
    random.pick(['x', '\\u0000', '\\"', '€', '\\ud800', '<b>']).repeat(random.next(50_000)),
  );

const swapKeys: Change = (bytes, random) =>
  replaceAt(
    bytes,
    random,
    /(")(\w+)(?=":)/,
    random.pick(['id', 'k', 'step', 'in', 'out', 'sum', 'parent', '__proto__', 'constructor']),
  );

const CHANGES: Change[] = [
  flipBits,
  flipBits,
  cutOff,
  repeatLines,
  moveLines,
  dropLines,
  spliceLines,
  spliceBytes,
  absurdNumber,
  absurdNumber,
  otherType,
  otherType,
  deepNesting,
  longText,
  swapKeys,
  () => undefined,
  () => Buffer.alloc(0),
];

/** So many changes, mostly to the logs. */
export function mutate(folder: Folder, other: Folder, changes: number, random: Random): Folder {
  const changed = new Map(folder);
  for (let n = 0; n < changes; n++) {
    const names = [...changed.keys()];
    const logs = names.filter((name) => name.startsWith('log-'));
    const name =
      logs.length > 0 && random.next(4) > 0 ? random.pick(logs) : names.length > 0 ? random.pick(names) : undefined;
    const bytes = name === undefined ? undefined : changed.get(name);
    if (name === undefined || bytes === undefined) break;
    // A missing or empty file ends what else can go wrong in it: seldom.
    const choices = random.next(8) === 0 ? CHANGES : CHANGES.slice(0, -2);
    const result = bytes.length === 0 ? bytes : random.pick(choices)(bytes, random, other);
    if (result === undefined) changed.delete(name);
    else changed.set(name, result);
  }
  return changed;
}
