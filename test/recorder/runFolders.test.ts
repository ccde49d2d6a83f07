/** Stored runs: made, counted, found, kept within bounds, and never lost while open. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { RunHeader } from '../../src/protocol/runLog.ts';
import { completeLimits } from '../../src/recorder/limits.ts';
import { isOpen, isRecording, markReading, markRecording, unmarkRecording } from '../../src/store/openMarks.ts';
import { retainRuns } from '../../src/store/retention.ts';
import { createRunFolder, newRunId, writeExit } from '../../src/store/runFolder.ts';
import { runsFolderOf, runsFoldersNear } from '../../src/store/runPlaces.ts';
import { deleteRun, findRun, listRuns } from '../../src/store/runs.ts';
import { createTally } from '../../src/store/tally.ts';
import { makeWorkspace, type Workspace } from './workspaceFixture.ts';

const header = (work: Workspace): Omit<RunHeader, 'id' | 'createdAt'> => ({
  format: 1,
  interim: '0.0.0',
  language: 'python',
  entry: 'a.py',
  args: [],
  cwd: work.folder,
  workspace: work.folder,
  runtime: { name: 'CPython', version: '3.12.1', path: '/python' },
  limits: completeLimits(),
});

const exit = (exitCode: number | null, more = {}) => ({
  exitCode,
  signal: null,
  endedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 5,
  stopped: false,
  ...more,
});

function makeRun(work: Workspace, entry = 'a.py', created?: string): string {
  const { folder } = createRunFolder(runsFolderOf(work.folder), entry, header(work));
  unmarkRecording(folder);
  if (created) {
    const file = path.join(folder, 'run.json');
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), createdAt: created }));
  }
  return folder;
}

test('an id sorts by time and says what ran, whatever the file is called', () => {
  const now = new Date(2026, 10, 21, 14, 30, 7);
  assert.match(newRunId('src/train.py', now), /^20261121-143007-train-[0-9a-f]{4}$/);
  assert.match(newRunId('Über größe & "x".py', now), /-uber-gro-e-x-[0-9a-f]{4}$/);
  assert.match(newRunId('数据.py', now), /^20261121-143007-run-[0-9a-f]{4}$/);
});

test('runs made in the same second get folders of their own, and version control looks away', (t) => {
  const work = makeWorkspace(t);
  const folders = new Set(Array.from({ length: 50 }, () => makeRun(work)));
  assert.equal(folders.size, 50);
  assert.equal(readFileSync(work.at('.interim/.gitignore'), 'utf8'), '*\n');
});

test('records are counted as they come, half a line not before it is whole', (t) => {
  const work = makeWorkspace(t);
  const log = work.at('log-0.ndjson');
  const count = createTally(work.folder);
  assert.deepEqual(count(), { steps: 0, artifacts: 0, problems: 0 });
  appendFileSync(
    log,
    '{"k":"start"}\n{"k":"step","id":1}\n{"k":"artifact","sum":{"value":"{\\"k\\":\\"step\\""}}\n{"k":"st',
  );
  assert.deepEqual(count(), { steps: 1, artifacts: 1, problems: 0 });
  appendFileSync(log, 'ep"}\n{"k":"problem"}\n');
  appendFileSync(work.at('log-77.ndjson'), `{"k":"step","x":"${'y'.repeat(700_000)}"}\n{"k":"step"}\n`);
  assert.deepEqual(count(), { steps: 4, artifacts: 1, problems: 1 });
});

test('a list tells each state: running, finished, failed, stopped, interrupted', async (t) => {
  const work = makeWorkspace(t);
  const [running = '', finished = '', failed = '', stopped = '', lost = ''] = ['r', 'ok', 'bad', 'stop', 'lost'].map(
    (name) => makeRun(work, `${name}.py`),
  );
  markRecording(running, [process.pid]);
  writeExit(finished, exit(0));
  writeExit(failed, exit(3));
  writeExit(stopped, exit(null, { signal: 'SIGINT', stopped: true }));
  const states = Object.fromEntries((await listRuns(runsFolderOf(work.folder))).map((run) => [run.folder, run.state]));
  assert.deepEqual(
    [running, finished, failed, stopped, lost].map((folder) => states[folder]),
    ['running', 'finished', 'failed', 'stopped', 'interrupted'],
  );
});

test('a recorder that was killed leaves no run that seems to go on', async (t) => {
  const work = makeWorkspace(t);
  const folder = makeRun(work);
  const program = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await once(program, 'spawn');
  markRecording(folder, [program.pid ?? 0]);
  assert.equal(isRecording(folder), true);
  program.kill('SIGKILL');
  await once(program, 'exit');
  assert.equal(isRecording(folder), false);
  assert.equal(isOpen(folder), false);
});

test('a run is found by id, beginning, last characters, or as the newest', async (t) => {
  const work = makeWorkspace(t);
  const place = runsFolderOf(work.folder);
  await assert.rejects(findRun(place), { code: 'run-none' });
  const old = makeRun(work, 'first.py', '2020-01-01T00:00:00.000Z');
  const young = makeRun(work, 'second.py', '2030-01-01T00:00:00.000Z');
  assert.equal(await findRun(place), young);
  assert.equal(await findRun(place, path.basename(old)), old);
  assert.equal(await findRun(place, path.basename(old).slice(-4)), old);
  await assert.rejects(findRun(place, path.basename(old).slice(0, 6)), { code: 'run-ambiguous' });
  await assert.rejects(findRun(place, 'nothing'), { code: 'run-missing' });
});

test('runs below and above the folder one is in are found', (t) => {
  const work = makeWorkspace(t, { 'packages/a/.interim/runs/x/run.json': '{}', 'packages/a/src/deep/file.ts': '' });
  const place = work.at('packages/a/.interim/runs');
  assert.ok(runsFoldersNear(work.folder).includes(place), 'from above');
  assert.ok(runsFoldersNear(work.at('packages/a/src/deep')).includes(place), 'from below');
});

test('the oldest go first, the open and the named stay', async (t) => {
  const work = makeWorkspace(t);
  const runs = [1, 2, 3, 4, 5].map((n) => makeRun(work, `r${n}.py`, `202${n}-01-01T00:00:00.000Z`));
  const [first = '', second = '', third = ''] = runs;
  const unmark = markReading(first);
  markRecording(second, [process.pid]);
  const gone = await retainRuns(runsFolderOf(work.folder), { count: 2, bytes: 0 }, []);
  assert.deepEqual(gone, [path.basename(third)]);
  await assert.rejects(deleteRun(first), { code: 'run-open' });
  unmark();
  unmarkRecording(second);
  await retainRuns(runsFolderOf(work.folder), { count: 2, bytes: 0 }, [path.basename(second)]);
  assert.deepEqual(
    runs.map((run) => existsSync(run)),
    [false, true, false, true, true],
  );
});

test('bytes count too, and the newest run is kept however big it is', async (t) => {
  const work = makeWorkspace(t);
  const old = makeRun(work, 'old.py', '2020-01-01T00:00:00.000Z');
  const young = makeRun(work, 'young.py', '2030-01-01T00:00:00.000Z');
  writeFileSync(path.join(young, 'log-0.ndjson'), 'x'.repeat(50_000));
  await retainRuns(runsFolderOf(work.folder), { count: 0, bytes: 20_000 }, []);
  assert.deepEqual([existsSync(old), existsSync(young)], [false, true]);
});

test('a header of a newer format, a damaged one and a stray folder are not listed and break nothing', async (t) => {
  const work = makeWorkspace(t, {
    '.interim/runs/newer/run.json': '{"format":99,"id":"newer","createdAt":"2026","runtime":{}}',
    '.interim/runs/broken/run.json': '{"format":',
    '.interim/runs/odd/run.json': '[1,2]',
    '.interim/runs/stray/notes.txt': 'x',
  });
  const good = makeRun(work);
  assert.deepEqual(
    (await listRuns(runsFolderOf(work.folder))).map((run) => run.folder),
    [good],
  );
});

test('limits: defaults, what was given, and clear words for what cannot be', () => {
  assert.equal(completeLimits({ previewRows: 7 }).previewRows, 7);
  assert.equal(completeLimits().iterations, 30);
  assert.throws(() => completeLimits({ previewRows: -1 }), { code: 'limit-value' });
  assert.throws(() => completeLimits(JSON.parse('{"rows": 1}')), { code: 'limit-unknown' });
});
