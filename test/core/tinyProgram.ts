/**
 * A run from a few lines of text, for tests of everything that reads runs. The text looks like Python and is "run" by
 * the comments that say what each step gave, so a case is a program that one can read:
 *
 *   raw = read_csv("c.csv")          # table 100x2 a:int b:float/5
 *   ok = raw.dropna().sort()         # table 95x2 a:int b:float ; same
 *   ok["c"] = ok["a"]                # series 95 ; table 95x3
 *   def clean(t):
 *     return t.dropna()              # table 95x2
 *   for part in parts:               # 3 table 5x2, or where 3 of 100 were recorded: 3 of 100 table 5x2
 *   if raw:                          # no
 *
 * One result a call, subscript or stored subscript, in the order of evaluation, separated by ` ; `. Results: a kind with
 * a shape and columns (`name:type/nulls=fingerprint`, `name?:type` where only some of the sampled records have it; of a list `of:type`), a number, a word in quotes, `same` (the receiver or first
 * argument unchanged), `in-place RESULT` (the receiver becomes it; `in-place RESULT in
 * name RESULT`: so does what holds it), `wrote PATH`, `raises TYPE`. Calls of functions
 * that the text defines take none. `a, b = f()` takes one result for the call and one for each name.
 */
import { addRecords, createRun, endRun, type Run } from '../../src/core/run.ts';
import type { RunExit, RunHeader } from '../../src/protocol/runLog.ts';
import { recordText } from './tinyRecord.ts';

export { recordText } from './tinyRecord.ts';

export const header = (entry = 'train.py'): RunHeader => ({
  format: 1,
  id: '20261121-120000-train-0001',
  interim: '0.0.0',
  createdAt: '2026-11-21T12:00:00.000Z',
  language: 'python',
  entry,
  args: [],
  cwd: '/w',
  workspace: '/w',
  runtime: { name: 'CPython', version: '3.12.1', path: '/usr/bin/python3' },
  limits: {
    previewRows: 1,
    previewColumns: 1,
    previewItems: 1,
    previewText: 1,
    iterations: 20,
    describeMs: 1,
    runBytes: 0,
  },
});

export const exit = (exitCode = 0): RunExit => ({
  exitCode,
  signal: null,
  endedAt: '2026-11-21T12:00:01.000Z',
  durationMs: 1000,
  stopped: false,
});

/** The run of modules by file name; the first is the entry, the others are run before it, as imports are. */
export function runText(...files: [text: string] | [file: string, text: string][]): Run {
  const modules: [string, string][] =
    typeof files[0] === 'string' ? [['train.py', files[0]]] : (files as [string, string][]);
  const { records, sources, failed } = recordText(modules);
  const run = createRun(header(modules[0]?.[0]), (hash) => sources.get(hash));
  addRecords(run, '0', records);
  endRun(run, exit(failed ? 1 : 0));
  return run;
}
