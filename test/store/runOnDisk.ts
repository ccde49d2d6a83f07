/** A run folder on disk out of a tiny program, for tests of what reads run folders. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import type { Preview } from '../../src/protocol/artifact.ts';
import type { LogRecord } from '../../src/protocol/runLog.ts';
import { exit, header, recordText } from '../core/tinyProgram.ts';

export const PROGRAM = 'a = read()  # table 9x2\nb = a.tail()  # table 2x2\n';

export interface RunOnDisk {
  folder: string;
  records: LogRecord[];
  lines: string;
}

/** Each artifact of the program gets a preview with its own id in the first cell. */
export function runOnDisk(t: TestContext, program = PROGRAM, ended = true): RunOnDisk {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'interim-')), 'run');
  t.after(() => rmSync(path.dirname(folder), { recursive: true, force: true }));
  const { records, sources } = recordText([['train.py', program]]);
  mkdirSync(path.join(folder, 'sources'), { recursive: true });
  mkdirSync(path.join(folder, 'blobs'));
  writeFileSync(path.join(folder, 'run.json'), JSON.stringify({ ...header(), createdAt: '2020-01-01T00:00:00.000Z' }));
  for (const [hash, text] of sources) writeFileSync(path.join(folder, 'sources', hash), text);
  let previews = '';
  for (const record of records) {
    if (record.k !== 'artifact') continue;
    const rows = [[record.id], [2], [3]];
    const preview: Preview = { form: 'table', columns: ['a'], rows, totalRows: 3, totalColumns: 1 };
    const text = JSON.stringify(preview);
    record.pv = [Buffer.byteLength(previews), Buffer.byteLength(text)];
    previews += `${text}\n`;
  }
  const lines = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  writeFileSync(path.join(folder, 'log-0.ndjson'), lines);
  writeFileSync(path.join(folder, 'previews-0.ndjson'), previews);
  if (ended) writeFileSync(path.join(folder, 'exit.json'), JSON.stringify(exit()));
  return { folder, records, lines };
}
