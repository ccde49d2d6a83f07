/** Runs one conformance case in one language, plainly and traced, each in a fresh copy, and reads what was recorded. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LogRecord } from '../../src/protocol/runLog.ts';
import { launchRun } from '../../src/recorder/launch.ts';
import { planRun } from '../../src/recorder/plan.ts';
import { openRun } from '../../src/store/reader.ts';

export type CaseLanguage = 'python' | 'typescript';

export interface Outcome {
  stdout: string;
  stderr: string;
  exitCode: number | null;
  /** Every file that the program left, with the hash of its content. */
  files: Record<string, string>;
}

const root = path.resolve(import.meta.dirname, '../..');
export const casesFolder = path.join(import.meta.dirname, 'cases');
/** Outside of the project: a case's folder is a workspace of its own. */
const scratch = mkdtempSync(path.join(realpathSync(tmpdir()), 'interim-conformance-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
const entryOf = { python: 'pipeline.py', typescript: 'pipeline.ts' };
const python = process.env.INTERIM_TEST_PYTHON ?? path.join(root, '.venv/bin/python');
const runtimes = { python, typescript: process.execPath };

export function caseNames(): string[] {
  const names = readdirSync(casesFolder, { withFileTypes: true });
  return names.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

/** Plain and traced run in the same place one after the other, so that tracebacks name the same files. */
function freshCopy(name: string, language: CaseLanguage): string {
  const folder = path.join(scratch, language, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.dirname(folder), { recursive: true });
  cpSync(path.join(casesFolder, name), folder, { recursive: true });
  return folder;
}

function environment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...env } = process.env;
  return { ...env, PYTHONDONTWRITEBYTECODE: '1', NO_COLOR: '1' };
}

function filesIn(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.relative(folder, path.join(entry.parentPath, entry.name));
    if (!entry.isFile() || file.startsWith('.interim')) continue;
    found[file] = createHash('sha256')
      .update(readFileSync(path.join(folder, file)))
      .digest('hex');
  }
  return found;
}

export function runPlain(name: string, language: CaseLanguage): Outcome {
  const cwd = freshCopy(name, language);
  const { stdout, stderr, status } = spawnSync(runtimes[language], [entryOf[language]], {
    cwd,
    env: environment(),
    encoding: 'utf8',
  });
  return { stdout, stderr, exitCode: status, files: filesIn(cwd) };
}

export interface Traced extends Outcome {
  records: LogRecord[];
}

export async function runTraced(name: string, language: CaseLanguage): Promise<Traced> {
  const cwd = freshCopy(name, language);
  const plan = await planRun({
    program: entryOf[language],
    args: [],
    cwd,
    env: environment(),
    workspace: cwd,
    python,
    node: process.execPath,
  });
  assert.deepEqual(plan.notices, []);
  const run = launchRun(plan, 'pipe');
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    run.child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      output[stream] += text;
    });
  }
  const { exitCode } = await run.ended;
  assert.ok(run.folder !== undefined && existsSync(run.folder));
  return { ...output, exitCode, files: filesIn(cwd), records: await readRecords(run.folder) };
}

/** The main process's log, once the store has read the whole run without complaint. */
async function readRecords(folder: string): Promise<LogRecord[]> {
  const reader = await openRun(folder);
  assert.deepEqual(reader.problems, []);
  assert.deepEqual([...reader.run.problems.values()], []);
  reader.close();
  const lines = readFileSync(path.join(folder, 'log-0.ndjson'), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as LogRecord);
}
