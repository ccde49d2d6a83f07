/** Lineage where no step names it: comprehensions, callbacks, opened files, versions that are none. Runs of a few records. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absentSites } from '../../src/core/absent.ts';
import { placeStatements } from '../../src/core/cut.ts';
import { bestName } from '../../src/core/name.ts';
import { addRecords, createRun, type Run } from '../../src/core/run.ts';
import { unitTimes } from '../../src/core/statementTime.ts';
import type { ArtifactRecord, InputRef, LogRecord, OutputRef, SiteRow, StepRecord } from '../../src/protocol/runLog.ts';
import { header } from './tinyProgram.ts';

/** A site on the line of its id, in the module (site 1) unless told otherwise. */
const site = (id: number, kind: SiteRow[2], op: SiteRow[3], name: string, parent = 1): SiteRow => [
  id,
  parent,
  kind,
  op,
  name,
  id,
  0,
  id,
  40,
];

const step = (id: number, at: number, parent: number, more: Partial<StepRecord> = {}): StepRecord => ({
  k: 'step',
  id,
  site: at,
  parent,
  t: id * 10,
  d: 5,
  ...more,
});

const made = (id: number, by: number, kind: ArtifactRecord['kind'], more: Partial<ArtifactRecord> = {}): LogRecord => ({
  k: 'artifact',
  id,
  step: by,
  kind,
  type: kind,
  ver: 1,
  sum: {},
  detail: 'full',
  ...more,
});

function runOf(sites: SiteRow[], records: LogRecord[], text = ''): Run {
  const run = createRun(header(), () => text);
  addRecords(run, '0', [
    { k: 'start', format: 1, pid: 1, epoch: 0, language: 'python', runtime: '' },
    { k: 'module', id: 1, file: 'train.py', path: '/w/train.py', hash: 'h', entry: true },
    { k: 'sites', module: 1, sites: [site(1, 'module', 'module', 'train.py'), ...sites] },
    { k: 'enter', id: 1, site: 1, parent: 0, t: 0 },
    ...records,
  ]);
  return run;
}

/** `from name -> to name`, of all sites between which data went. */
const flows = (run: Run): string[] =>
  [...run.edges.values()].map(({ from, to }) => `${run.sites[from]?.name} -> ${run.sites[to]?.name}`).sort();

const takes = (...inputs: InputRef[]) => ({ in: inputs });
const gives = (...outputs: OutputRef[]) => ({ out: outputs });

const MAP = [
  site(2, 'expression', 'call', 'read()'),
  site(3, 'function', 'function', 'ask'),
  site(4, 'expression', 'call', 'answer()', 3),
  site(5, 'statement', 'assign', 'rows'),
  site(6, 'loop', 'comprehension', '[row]', 5),
];

test('a comprehension’s rows go into the function that it calls, and what that gives back goes into the list', () => {
  const run = runOf(MAP, [
    made(1, 2, 'table'),
    step(2, 2, 1, gives([1, 'value'])),
    // As the Python tracer writes it: the comprehension is told at its end, after what it called.
    made(2, 4, 'record'),
    made(3, 5, 'response'),
    step(5, 4, 4, { ...takes([2, 'arg:0']), ...gives([3, 'value']) }),
    step(4, 3, 3, { ...takes([2, 'param', 'row']), ...gives([3, 'value']) }),
    made(4, 3, 'table'),
    step(3, 6, 1, { ...takes([1, 'iterable', 'data']), ...gives([4, 'value']) }),
  ]);
  assert.deepEqual(flows(run), ['answer() -> [row]', 'ask -> answer()', 'read() -> [row]', 'read() -> ask']);
});

test('what is written into an opened file goes to the place that opened it', () => {
  const run = runOf(
    [
      site(2, 'expression', 'call', 'read()'),
      site(3, 'expression', 'call', 'open()'),
      site(4, 'expression', 'call', '.dump()'),
    ],
    [
      made(1, 2, 'table'),
      step(2, 2, 1, gives([1, 'value'])),
      made(2, 3, 'connection'),
      made(3, 3, 'file', { sum: { path: 'a.json', mode: 'write', bytes: 0 } }),
      step(3, 3, 1, gives([2, 'value'], [3, 'file'])),
      step(4, 4, 1, takes([1, 'arg:0', 'rows'], [2, 'arg:1', 'file'])),
    ],
  );
  assert.ok(flows(run).includes('read() -> open()'));
});

test('a version of the same content that a call seemed to make stands for the one before', () => {
  const run = runOf(
    [
      site(2, 'expression', 'call', 'read()'),
      site(3, 'expression', 'call', '.group_by()'),
      site(4, 'expression', 'call', '.head()'),
    ],
    [
      made(1, 2, 'table', { fp: 'x' }),
      step(2, 2, 1, gives([1, 'value'])),
      made(2, 3, 'table', { fp: 'x', from: 1, ver: 2 }),
      step(3, 3, 1, { ...takes([1, 'receiver']), ...gives([2, 'receiver']) }),
      { k: 'bind', name: 'days', a: 2, site: 1, frame: 1, t: 31 },
      made(3, 4, 'table'),
      step(4, 4, 1, { ...takes([2, 'receiver', 'days']), ...gives([3, 'value']) }),
    ],
  );
  assert.deepEqual(flows(run), ['read() -> .group_by()', 'read() -> .head()']);
  const log = run.logs.get('0');
  assert.ok(log);
  assert.equal(bestName(run, { log, id: 1 }), 'days');
});

test('an element that was made elsewhere is not called what a loop calls it', () => {
  const run = runOf(
    [site(2, 'expression', 'call', 'evaluate()'), site(3, 'loop', 'for', 'for found')],
    [
      made(1, 2, 'record'),
      step(2, 2, 1, gives([1, 'value'])),
      step(3, 3, 1, { n: 1, rec: 1 }),
      { k: 'bind', name: 'found', a: 1, site: 3, frame: 1, t: 31 },
    ],
  );
  const log = run.logs.get('0');
  assert.ok(log);
  assert.equal(bestName(run, { log, id: 1 }), undefined);
});

test('time that expressions share is counted once; an await lasts from what it waits for', () => {
  const nested: SiteRow[] = [
    [2, 1, 'statement', 'assign', 'a', 2, 0, 2, 40],
    [3, 2, 'expression', 'await', 'await', 2, 4, 2, 40],
    [4, 3, 'expression', 'call', 'f()', 2, 10, 2, 40],
    [5, 4, 'expression', 'call', 'g()', 2, 12, 2, 39],
  ];
  const run = runOf(nested, [
    step(3, 5, 1, { t: 110, d: 20 }),
    step(2, 4, 1, { t: 100, d: 50 }),
    step(4, 3, 1, { t: 900, d: 1 }),
  ]);
  assert.equal(unitTimes(run, placeStatements(run)).get(1), 801);
});

test('a callback that nothing called is no code that did not run; a function with statements is', () => {
  const text = 'frame()\nrows.derive({ late: (d) => late(d.x) })\nfunction never() {\n  log(1)\n}\n';
  const sites: SiteRow[] = [
    [2, 1, 'statement', 'expr', '.derive()', 2, 0, 2, 39],
    [3, 2, 'expression', 'call', '.derive()', 2, 0, 2, 39],
    [4, 3, 'function', 'function', 'late', 2, 20, 2, 36],
    [5, 4, 'statement', 'return', 'return', 2, 27, 2, 36],
    [6, 5, 'expression', 'call', 'late()', 2, 27, 2, 36],
    [7, 1, 'function', 'function', 'never', 3, 0, 5, 1],
    [8, 7, 'statement', 'expr', 'log()', 4, 2, 4, 8],
    [9, 8, 'expression', 'call', 'log()', 4, 2, 4, 8],
  ];
  const run = runOf(sites, [step(2, 3, 1), step(1, 1, 0)], text);
  run.state = 'finished';
  assert.deepEqual(
    absentSites(run).map(({ name }) => name),
    ['never'],
  );
});
