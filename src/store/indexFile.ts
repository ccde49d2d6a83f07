/**
 * The file that an index is kept in: a line of JSON that says what it is of and what is in it, the facts as JSON, then
 * the columns, and a checksum of all of it. Numbers are in the order of this machine's bytes, like those who read it.
 *
 *   {"key":…,"columns":[[name, form, length], …],"facts":1234}\n
 *   {…}                      as many bytes as `facts` says
 *   columns                  one after the other
 *   checksum                 4 bytes
 */
import { closeSync, lstatSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { Numbers, PackedRun } from '../core/packed.ts';
import { openPlainFile } from './tail.ts';

const LONGEST_HEADER = 1 << 18;
const LARGEST = 1 << 30;
const NEWLINE = 10;

const FORMS = { u8: Uint8Array, u16: Uint16Array, i16: Int16Array, i32: Int32Array, f64: Float64Array } as const;
type Form = keyof typeof FORMS;

const formOf = (numbers: Numbers): Form => {
  if (numbers instanceof Uint8Array) return 'u8';
  if (numbers instanceof Uint16Array) return 'u16';
  if (numbers instanceof Int16Array) return 'i16';
  return numbers instanceof Int32Array ? 'i32' : 'f64';
};

interface Header {
  key: unknown;
  columns: [name: string, form: Form, length: number][];
  facts: number;
}

/** Readers see the old file or the new one. */
export async function writeIndexFile(file: string, key: object, { facts, columns }: PackedRun): Promise<void> {
  const text = Buffer.from(JSON.stringify(facts));
  const outline = [...columns].map(([name, numbers]) => [name, formOf(numbers), numbers.length]);
  const header = Buffer.from(`${JSON.stringify({ key, columns: outline, facts: text.length })}\n`);
  // Two may write at once: who is last leaves the same.
  const beside = `${file}.${process.pid}.new`;
  let handle: FileHandle | undefined;
  try {
    handle = await open(beside, 'w');
    let sum = 0;
    const parts = [header, text, ...[...columns.values()].map(bytesOf)];
    for (const part of parts) {
      sum = crc32(part, sum);
      await handle.writeFile(part);
    }
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32LE(sum);
    await handle.writeFile(checksum);
    await handle.close();
    handle = undefined;
    await rename(beside, file);
  } catch (error) {
    await handle?.close().catch(() => {});
    await rm(beside, { force: true }).catch(() => {});
    throw error;
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Numbers): Buffer => Buffer.from(buffer, byteOffset, byteLength);

/** The line at the beginning: for whoever needs no more. */
export function readIndexKey(file: string): unknown {
  let opened: number | undefined;
  try {
    if (!lstatSync(file).isFile()) return undefined;
    opened = openSync(file, 'r');
    const buffer = Buffer.alloc(LONGEST_HEADER);
    return parseHeader(buffer.subarray(0, readSync(opened, buffer)))?.header.key;
  } catch {
    return undefined;
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** Undefined where there is none, it is damaged, or `accepts` does not want what it is of. */
export async function readIndexFile(
  file: string,
  accepts: (key: unknown) => boolean,
): Promise<{ key: unknown; facts: unknown; columns: Map<string, Numbers> } | undefined> {
  const opened = await openPlainFile(file);
  if (opened === undefined) return undefined;
  try {
    const beginning = Buffer.alloc(LONGEST_HEADER);
    const { bytesRead } = await opened.handle.read(beginning, 0, beginning.length, 0);
    const read = parseHeader(beginning.subarray(0, bytesRead));
    if (read === undefined || !accepts(read.header.key)) return undefined;
    const { header, bytes } = read;
    const sizes = header.columns.map(([, form, length]) => FORMS[form].BYTES_PER_ELEMENT * length);
    const expected = sizes.reduce((sum, size) => sum + size, bytes.length + header.facts + 4);
    if (expected !== opened.size || expected > LARGEST) return undefined;
    let at = bytes.length;
    let sum = crc32(bytes);
    const next = async (part: Buffer): Promise<boolean> => {
      const { bytesRead } = await opened.handle.read(part, 0, part.length, at);
      at += bytesRead;
      sum = at === opened.size ? sum : crc32(part, sum);
      return bytesRead === part.length;
    };
    const text = Buffer.allocUnsafe(header.facts);
    if (!(await next(text))) return undefined;
    const columns = new Map<string, Numbers>();
    for (const [name, form, length] of header.columns) {
      const numbers = new FORMS[form](length);
      if (!(await next(bytesOf(numbers)))) return undefined;
      columns.set(name, numbers);
    }
    const checksum = Buffer.alloc(4);
    if (!(await next(checksum)) || checksum.readUInt32LE() !== sum) return undefined;
    return { key: header.key, facts: JSON.parse(text.toString('utf8')), columns };
  } catch {
    return undefined;
  } finally {
    await opened.handle.close();
  }
}

function parseHeader(beginning: Buffer): { header: Header; bytes: Buffer } | undefined {
  const bytes = beginning.subarray(0, beginning.indexOf(NEWLINE) + 1);
  if (bytes.length === 0) return undefined;
  const header: unknown = JSON.parse(bytes.toString('utf8'));
  return isHeader(header) ? { header, bytes } : undefined;
}

const isSize = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= LARGEST;

function isHeader(value: unknown): value is Header {
  if (typeof value !== 'object' || value === null) return false;
  const { columns, facts } = value as Partial<Header>;
  return (
    isSize(facts) &&
    Array.isArray(columns) &&
    columns.every(
      (one: unknown) =>
        Array.isArray(one) && typeof one[0] === 'string' && Object.hasOwn(FORMS, String(one[1])) && isSize(one[2]),
    )
  );
}
