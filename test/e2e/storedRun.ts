/** A run folder as another machine may have recorded it: written by hand after docs/run-format.md, so that it needs no tracer. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Preview } from '../../src/protocol/artifact.ts';
import type { LogRecord, RunExit, RunHeader, SiteKind, SiteOp, SiteRow } from '../../src/protocol/runLog.ts';

export const STORED_PROGRAM = `import pandas as pd

raw = pd.read_csv("raw.csv")
kept = raw.dropna()
print(len(kept))
`;

const LIMITS = {
  ...{ previewRows: 100, previewColumns: 100, previewItems: 100, previewText: 10_000 },
  ...{ iterations: 30, describeMs: 50, runBytes: 500_000_000 },
};

/** Values of the stored tables, with everything in them that must stay data. */
export const HOSTILE = ['<b>bold</b>', '[link](command:a.stop)', 'a | b', 'https://evil.example'];

export function writeStoredRun(
  workspace: string,
  id: string,
  program = 'stored.py',
  createdAt = '2026-01-05T10:00:00.000Z',
): string {
  const folder = path.join(workspace, '.interim/runs', id);
  for (const name of ['sources', 'blobs']) fs.mkdirSync(path.join(folder, name), { recursive: true });
  const hash = createHash('sha256').update(STORED_PROGRAM).digest('hex');
  fs.writeFileSync(path.join(folder, 'sources', hash), STORED_PROGRAM);
  fs.writeFileSync(path.join(workspace, program), STORED_PROGRAM);
  const previews = [tableOf(4, HOSTILE.length), tableOf(3, HOSTILE.length)].map(
    (preview) => `${JSON.stringify(preview)}\n`,
  );
  fs.writeFileSync(path.join(folder, 'previews-0.ndjson'), previews.join(''));
  const [first = '', second = ''] = previews;
  const file = path.join(workspace, program);
  const header: RunHeader = {
    ...{ format: 1, id, interim: '0.1.0', createdAt, language: 'python', entry: program, args: [] },
    ...{
      cwd: workspace,
      workspace,
      runtime: { name: 'CPython', version: '3.11.9', path: '/usr/bin/python3' },
      limits: LIMITS,
    },
  };
  const records: LogRecord[] = [
    { k: 'start', format: 1, pid: 7, epoch: Date.parse(createdAt), language: 'python', runtime: 'CPython 3.11.9' },
    { k: 'module', id: 1, file: program, path: file, hash, entry: true },
    { k: 'sites', module: 1, sites: sites() },
    { k: 'enter', id: 1, site: 1, parent: 0, t: 0 },
    {
      k: 'artifact',
      id: 1,
      step: 2,
      kind: 'table',
      type: 'DataFrame',
      lib: 'pandas',
      ver: 1,
      sum: summaryOf(4),
      pv: [0, Buffer.byteLength(first)],
      detail: 'full',
    },
    { k: 'step', id: 2, site: 4, parent: 1, t: 1000, d: 4000, out: [[1, 'value']] },
    { k: 'bind', name: 'raw', a: 1, site: 3, frame: 1, t: 5000 },
    {
      k: 'artifact',
      id: 2,
      step: 3,
      kind: 'table',
      type: 'DataFrame',
      lib: 'pandas',
      ver: 1,
      sum: summaryOf(3),
      pv: [Buffer.byteLength(first), Buffer.byteLength(second)],
      detail: 'full',
    },
    { k: 'step', id: 3, site: 6, parent: 1, t: 6000, d: 1000, in: [[1, 'receiver', 'raw']], out: [[2, 'value']] },
    { k: 'bind', name: 'kept', a: 2, site: 5, frame: 1, t: 7000 },
    { k: 'artifact', id: 3, step: 4, kind: 'scalar', type: 'int', ver: 1, sum: { value: 3 }, detail: 'full' },
    { k: 'step', id: 4, site: 9, parent: 1, t: 8000, d: 10, in: [[2, 'arg:0', 'kept']], out: [[3, 'value']] },
    { k: 'step', id: 5, site: 8, parent: 1, t: 8100, d: 10, in: [[3, 'arg:0']] },
    { k: 'step', id: 1, site: 1, parent: 0, t: 0, d: 9000 },
    { k: 'end', t: 9000, cost: { captureUs: 100, logBytes: 1000, previewBytes: 500, degraded: {} } },
  ];
  fs.writeFileSync(path.join(folder, 'log-0.ndjson'), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  fs.writeFileSync(path.join(folder, 'run.json'), JSON.stringify(header));
  const exit: RunExit = { exitCode: 0, signal: null, endedAt: createdAt, durationMs: 1234, stopped: false };
  fs.writeFileSync(path.join(folder, 'exit.json'), JSON.stringify(exit));
  return folder;
}

function sites(): SiteRow[] {
  const lines = STORED_PROGRAM.split('\n');
  const at = (
    id: number,
    parent: number,
    kind: SiteKind,
    op: SiteOp,
    name: string,
    line: number,
    text: string,
  ): SiteRow => {
    const column = lines[line - 1]?.indexOf(text) ?? 0;
    return [id, parent, kind, op, name, line, column, line, column + text.length];
  };
  return [
    [1, 0, 'module', 'module', 'stored', 1, 0, lines.length, 0],
    at(2, 1, 'statement', 'import', 'import', 1, 'import pandas as pd'),
    at(3, 1, 'statement', 'assign', 'raw', 3, 'raw = pd.read_csv("raw.csv")'),
    at(4, 3, 'expression', 'call', '.read_csv()', 3, 'pd.read_csv("raw.csv")'),
    at(5, 1, 'statement', 'assign', 'kept', 4, 'kept = raw.dropna()'),
    at(6, 5, 'expression', 'call', '.dropna()', 4, 'raw.dropna()'),
    at(7, 1, 'statement', 'expr', 'print()', 5, 'print(len(kept))'),
    at(8, 7, 'expression', 'call', 'print()', 5, 'print(len(kept))'),
    at(9, 8, 'expression', 'call', 'len()', 5, 'len(kept)'),
  ];
}

const summaryOf = (rows: number) => ({
  shape: [rows, 2],
  columns: [
    { name: 'id', type: 'int64', nulls: 0, min: 0, max: rows - 1, fingerprint: `id${rows}` },
    { name: 'note', type: 'object', nulls: rows === 4 ? 1 : 0, fingerprint: `note${rows}` },
  ],
});

function tableOf(rows: number, most: number): Preview {
  const notes = rows === 4 ? [...HOSTILE.slice(0, most - 1), null] : HOSTILE.slice(0, rows);
  return {
    form: 'table',
    columns: ['id', 'note'],
    rows: notes.map((note, at) => [at, note]),
    totalRows: rows,
    totalColumns: 2,
  };
}
