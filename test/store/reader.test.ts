/** Run folders as they are found: growing, cut off anywhere, damaged, hostile, newer. */
import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { InterimError } from '../../src/core/errors.ts';
import { buildGraph } from '../../src/core/graph.ts';
import { findArtifact } from '../../src/core/processLog.ts';
import { buildShow } from '../../src/core/show.ts';
import { summaryOf } from '../../src/core/summaries.ts';
import { markRecording, unmarkRecording } from '../../src/store/openMarks.ts';
import { openRun } from '../../src/store/reader.ts';
import { exit, header } from '../core/tinyProgram.ts';
import { runOnDisk } from './runOnDisk.ts';

const log = (folder: string): string => path.join(folder, 'log-0.ndjson');

test('a finished run: model, source, previews of so many rows', async (t) => {
  const { folder } = runOnDisk(t);
  const reader = await openRun(folder);
  assert.equal(reader.run.state, 'finished');
  assert.equal(reader.run.artifactCount, 2);
  assert.deepEqual(reader.problems, []);
  assert.match(reader.source(reader.run.modules[0]?.hash ?? '') ?? '', /a = read/);
  const preview = await reader.preview('2', 1);
  assert.deepEqual(preview?.form === 'table' ? preview.rows : [], [[2]]);
  assert.equal(await reader.preview('99'), undefined);
});

test('cut off at any byte: opens, draws, and goes on where it stopped', async (t) => {
  const { folder, lines } = runOnDisk(t, undefined, false);
  const bytes = Buffer.from(lines);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length), async (cut) => {
      writeFileSync(log(folder), bytes.subarray(0, cut));
      const reader = await openRun(folder);
      assert.equal(reader.run.state, 'interrupted');
      assert.ok(!reader.problems.some((problem) => problem.includes('damaged')));
      buildShow(reader.run);
      buildGraph(reader.run);
      writeFileSync(log(folder), bytes);
      await reader.refresh();
      assert.equal(reader.run.artifactCount, 2);
      assert.equal(reader.run.stepCount, 3);
    }),
    { numRuns: 40 },
  );
});

test('damage is skipped and counted, whatever it is', async (t) => {
  const { folder, lines } = runOnDisk(t);
  // The last artifact's summary is found out when it is asked for.
  const unreadable =
    '{"k":"artifact","id":3,"step":1,"kind":"table","type":"T","ver":1,"sum":{"shape":"wide"},"detail":"full"}';
  const hostile = [
    'not json',
    '[]',
    'null',
    '{"k":"step","id":"1"}',
    '{"k":"step","id":5,"site":1,"parent":0,"t":0,"d":1,"in":[5]}',
    '{"k":"sites","module":1,"sites":[[1]]}',
  ];
  const unknown = '{"k":"hologram","id":1}';
  writeFileSync(log(folder), `${hostile.join('\n')}\n${unknown}\n${lines}${unreadable}\n`);
  const reader = await openRun(folder);
  assert.deepEqual(reader.problems, [`${hostile.length} damaged lines were skipped.`]);
  assert.equal(reader.run.artifactCount, 3);
  const unreadableRef = findArtifact(reader.run, '3');
  assert.deepEqual(unreadableRef && summaryOf(unreadableRef), {});
});

test('records with huge, negative or circular ids do no harm', async (t) => {
  const { folder, records } = runOnDisk(t);
  const number = fc.constantFrom(0, -1, 1, 2, 3, 1e15, 2 ** 31, 0.5);
  const mangled = fc.tuple(
    fc.nat(records.length - 1),
    fc.constantFrom('id', 'step', 'site', 'parent', 'from', 'frame', 'a', 'it'),
    number,
  );
  await fc.assert(
    fc.asyncProperty(fc.array(mangled, { minLength: 1, maxLength: 8 }), async (changes) => {
      const copy = structuredClone(records) as unknown as Record<string, unknown>[];
      for (const [index, field, value] of changes) {
        const record = copy[index];
        if (record !== undefined && field in record) record[field] = value;
      }
      writeFileSync(log(folder), copy.map((record) => `${JSON.stringify(record)}\n`).join(''));
      const { run } = await openRun(folder);
      buildShow(run);
      buildGraph(run, { level: 'expression', opened: [], shut: [], kinds: ['tables', 'scalars', 'other'] });
    }),
    { numRuns: 150 },
  );
});

test('nothing outside the folder is read', async (t) => {
  const { folder } = runOnDisk(t);
  const secret = path.join(path.dirname(folder), 'secret');
  writeFileSync(secret, '{"form":"text","text":"secret","total":6}');
  const reader = await openRun(folder);
  for (const name of ['../../secret', '/etc/passwd', `${'a'.repeat(64)}/../../secret`])
    assert.equal(reader.source(name), undefined);
  symlinkSync(secret, path.join(folder, 'sources', 'b'.repeat(64)));
  assert.equal(reader.source('b'.repeat(64)), undefined);
  assert.equal(await reader.blob('../../secret'), undefined);
  symlinkSync(secret, path.join(folder, 'blobs', `${'c'.repeat(64)}.png`));
  assert.equal(await reader.blob(`${'c'.repeat(64)}.png`), undefined);
  rmSync(path.join(folder, 'previews-0.ndjson'));
  symlinkSync(secret, path.join(folder, 'previews-0.ndjson'));
  assert.equal(await reader.preview('1'), undefined);
});

const refused: [name: string, prepare: (folder: string) => void, code: string][] = [
  ['missing', (folder) => rmSync(folder, { recursive: true }), 'run-missing'],
  ['empty', (folder) => rmSync(path.join(folder, 'run.json')), 'run-broken'],
  ['damaged header', (folder) => writeFileSync(path.join(folder, 'run.json'), '{"format":1'), 'run-broken'],
  ['some other json', (folder) => writeFileSync(path.join(folder, 'run.json'), '[1]'), 'run-broken'],
  [
    'newer',
    (folder) => writeFileSync(path.join(folder, 'run.json'), JSON.stringify({ ...header(), format: 99 })),
    'run-newer',
  ],
  [
    'a folder for a header',
    (folder) => {
      rmSync(path.join(folder, 'run.json'));
      mkdirSync(path.join(folder, 'run.json'));
    },
    'run-broken',
  ],
];
for (const [name, prepare, code] of refused)
  test(`${name}: a clear error`, async (t) => {
    const { folder } = runOnDisk(t);
    prepare(folder);
    await assert.rejects(openRun(folder), (error) => error instanceof InterimError && error.code === code);
  });

test('follow tells what comes, and the end', { timeout: 20_000 }, async (t) => {
  const { folder, lines } = runOnDisk(t, undefined, false);
  markRecording(folder, [process.pid]);
  const half = lines.indexOf('\n', lines.length / 2) + 20;
  writeFileSync(log(folder), lines.slice(0, half));
  const reader = await openRun(folder);
  assert.equal(reader.run.state, 'running');
  const told = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  const following = reader.follow(() => {
    if (reader.run.artifactCount === 2) told.resolve();
    if (reader.run.state === 'finished') ended.resolve();
  });
  t.after(() => following.dispose());
  appendFileSync(log(folder), lines.slice(half));
  await told.promise;
  writeFileSync(path.join(folder, 'exit.json'), JSON.stringify(exit()));
  await ended.promise;
  reader.close();
});

test('a recorder that died without a word is noticed', { timeout: 20_000 }, async (t) => {
  const { folder } = runOnDisk(t, undefined, false);
  markRecording(folder, [process.pid]);
  const reader = await openRun(folder);
  const ended = Promise.withResolvers<string>();
  const following = reader.follow(() => {
    if (reader.run.state !== 'running') ended.resolve(reader.run.state);
  });
  t.after(() => following.dispose());
  unmarkRecording(folder);
  assert.equal(await ended.promise, 'interrupted');
});
