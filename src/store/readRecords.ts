/** The records of a block of lines. What is no record, or none of a known kind, is left out; the damaged are counted. */

import { checkRecord } from '../core/checkRecord.ts';
import type { KnownRecord } from '../core/run.ts';
import { scanRecord } from './scanRecord.ts';
import type { Block } from './tail.ts';

const NEWLINE = 10;
const RETURN = 13;

export function readRecords({ bytes, start, end, base }: Block): { records: KnownRecord[]; damaged: number } {
  const records: KnownRecord[] = [];
  let damaged = 0;
  for (let at = start; at < end; ) {
    const stop = bytes.indexOf(NEWLINE, at);
    const record = scanRecord(bytes, at, stop, base) ?? parseRecord(bytes, at, stop);
    if (record === 'damaged') damaged++;
    else if (record !== 'nothing') records.push(record);
    at = stop + 1;
  }
  return { records, damaged };
}

function parseRecord(bytes: Buffer, start: number, end: number): KnownRecord | 'damaged' | 'nothing' {
  if (end === start || (end === start + 1 && bytes[start] === RETURN)) return 'nothing';
  try {
    const checked = checkRecord(JSON.parse(bytes.toString('utf8', start, end)));
    if (checked === 'unknown') return 'nothing';
    return checked === 'invalid' ? 'damaged' : checked.record;
  } catch {
    return 'damaged';
  }
}
