/** Run folders to be spoiled: of tiny programs, and of real ones in both languages as the tracers recorded them. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchRun } from '../../../src/recorder/launch.ts';
import { planRun } from '../../../src/recorder/plan.ts';
import { exit, header, recordText } from '../../core/tinyProgram.ts';
import type { Folder } from './mutate.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const python = process.env.INTERIM_TEST_PYTHON ?? path.join(root, '.venv/bin/python');

const TINY = [
  'a = read()  # table 9x2\nb = a.tail()  # table 2x2\n',
  `def clean(t):
  return t.dropna()              # table 95x2 a:int b:float
raw = read_csv("c.csv")          # table 100x2 a:int b:float/5
for part in parts:               # 3 table 5x2
  ok = clean(part)
  ok["c"] = ok["a"]              # series 95 ; table 95x3
if raw:                          # no
  raw.drop()                     # table 1x1
total = raw.sum()                # 12
`,
];

/** Small programs of the conformance suite with something of everything: loops, classes, errors, files, child functions. */
const PROGRAMS = [
  'cases/loop',
  'cases/exception',
  'cases/join',
  'cases/recursion',
  'cases/llm_retry',
  'cases/uncaught',
];

export async function corpus(): Promise<Folder[]> {
  const folders = TINY.map(tinyRun);
  for (const program of PROGRAMS)
    for (const name of ['pipeline.py', 'pipeline.ts']) folders.push(await recorded(program, name));
  return folders;
}

function tinyRun(program: string): Folder {
  const { records, sources } = recordText([['train.py', program]]);
  const files: Folder = new Map([
    ['run.json', Buffer.from(JSON.stringify(header()))],
    ['exit.json', Buffer.from(JSON.stringify(exit()))],
  ]);
  let previews = '';
  for (const record of records) {
    if (record.k !== 'artifact') continue;
    const text = JSON.stringify({ form: 'table', columns: ['a'], rows: [[1], [2]], totalRows: 2, totalColumns: 1 });
    record.pv = [previews.length, text.length];
    previews += `${text}\n`;
  }
  files.set('log-0.ndjson', Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join('')));
  files.set('previews-0.ndjson', Buffer.from(previews));
  for (const [hash, text] of sources) files.set(`sources/${hash}`, Buffer.from(text));
  return files;
}

async function recorded(program: string, name: string): Promise<Folder> {
  const cwd = path.join(root, 'test/conformance', program);
  const runsFolder = mkdtempSync(path.join(tmpdir(), 'interim-corpus-'));
  try {
    const plan = await planRun({ program: name, args: [], cwd, env: process.env, python, runsFolder, workspace: cwd });
    await launchRun(plan, 'pipe').ended;
    return readFolder(plan.folder ?? '');
  } finally {
    rmSync(runsFolder, { recursive: true, force: true });
  }
}

/** What readers look at. */
const PARTS = /^(?:run\.json|exit\.json|(?:log|previews)-\w+\.ndjson|(?:sources|blobs)\/.*|index\.bin)$/;

export function readFolder(folder: string): Folder {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = names.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
  return new Map(files.filter((name) => PARTS.test(name)).map((name) => [name, readFileSync(path.join(folder, name))]));
}

export function writeFolder(folder: string, files: Folder): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'sources'), { recursive: true });
  mkdirSync(path.join(folder, 'blobs'));
  for (const [name, bytes] of files) writeFileSync(path.join(folder, name), bytes);
}
