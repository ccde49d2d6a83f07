/** The index of a large run: made at the first opening, used at the next, and never believed where it does not fit. */
import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { describeArtifact } from '../../src/core/detail.ts';
import { buildGraph } from '../../src/core/graph.ts';
import { FILTER_KINDS } from '../../src/core/kinds.ts';
import { buildShow } from '../../src/core/show.ts';
import type { CellRow } from '../../src/protocol/runLog.ts';
import { openRun, type RunReader } from '../../src/store/reader.ts';
import { listRuns } from '../../src/store/runs.ts';
import { runOnDisk } from './runOnDisk.ts';

const PROGRAM = `def clean(rows):
  return rows.dropna()           # table 90x2 a:int b:float
raw = read_csv("c.csv")          # table 100x2 a:int b:float/5
for part in parts:               # 2000 table 5x2
  kept = clean(part)
  kept["c"] = kept["a"]          # series 90 ; table 90x3
  total = kept.sum()             # 12
raise ValueError("no")
`;

const log = (folder: string): string => path.join(folder, 'log-0.ndjson');
const index = (folder: string): string => path.join(folder, 'index.bin');

/** A run of several megabytes that was opened once. */
async function largeRun(t: TestContext, cells?: CellRow[]): Promise<{ folder: string; told: string }> {
  const { folder, records } = runOnDisk(t, PROGRAM);
  const lines = records.map((record) => JSON.stringify(record.k === 'module' ? { ...record, cells } : record));
  writeFileSync(log(folder), `${lines.join('\n')}\n`);
  const filler = `${JSON.stringify({ k: 'problem', code: 'filler', detail: 'x'.repeat(1000) })}\n`;
  appendFileSync(log(folder), `not json\n${filler.repeat(Math.ceil((5 << 20) / filler.length))}`);
  const reader = await openRun(folder);
  await reader.indexed();
  reader.close();
  assert.ok(existsSync(index(folder)));
  return { folder, told: tell(reader) };
}

/** All that a model answers. */
function tell({ run, problems }: RunReader): string {
  const details = [...run.logs.values()].flatMap((log) =>
    Array.from({ length: Math.min(log.artifacts.max, 50) }, (_, id) => describeArtifact(run, String(id + 1))),
  );
  const all = buildGraph(run, { level: 'expression', opened: [], shut: [], kinds: [...FILTER_KINDS] });
  return JSON.stringify([buildShow(run), buildGraph(run), all, details, problems]);
}

/** An opening that had to read the logs leaves another file. */
async function opensFromIndex(folder: string): Promise<boolean> {
  const before = statSync(index(folder)).ino;
  const reader = await openRun(folder);
  await reader.indexed();
  reader.close();
  return existsSync(index(folder)) && statSync(index(folder)).ino === before;
}

test('a large run answers the same from its index', async (t) => {
  const { folder, told } = await largeRun(t);
  assert.ok(await opensFromIndex(folder));
  const reader = await openRun(folder);
  t.after(() => reader.close());
  assert.equal(tell(reader), told);
});

test('the cells of a notebook are told from the index, too', async (t) => {
  const cells = [
    { index: 1, number: 1, id: 'a', title: 'Load', line: 1, lines: 3 },
    { index: 4, number: 2, id: '', title: 'Parts', line: 4, lines: 5 },
  ];
  const { folder, told } = await largeRun(t, cells);
  assert.ok(await opensFromIndex(folder));
  const reader = await openRun(folder);
  t.after(() => reader.close());
  assert.equal(tell(reader), told);
  const loop = buildShow(reader.run).rows.find(({ form }) => form === 'loop');
  assert.deepEqual(loop?.place.cell, { index: 4, number: 2, id: '', title: 'Parts', line: 1 });
});

test('the list of runs counts from the index', async (t) => {
  const { folder } = await largeRun(t);
  const [listed] = await listRuns(path.dirname(folder));
  const reader = await openRun(folder);
  reader.close();
  assert.equal(listed?.steps, reader.run.stepCount);
  assert.equal(listed?.artifacts, reader.run.artifactCount);
});

const changes: [name: string, change: (folder: string) => void][] = [
  ['a longer log', (folder) => appendFileSync(log(folder), '{"k":"problem","code":"late"}\n')],
  ['a log of other content', (folder) => overwrite(log(folder), 0, '{"k":"START"')],
  ['a flipped bit', (folder) => flip(index(folder), 0.7)],
  ['a flipped bit in its facts', (folder) => flip(index(folder), 0.1)],
  ['a cut end', (folder) => writeFileSync(index(folder), readFileSync(index(folder)).subarray(0, -100))],
  ['nothing in it', (folder) => writeFileSync(index(folder), '')],
  ['another version', (folder) => overwrite(index(folder), 0, '{"KEY"')],
];
for (const [name, change] of changes)
  test(`an index is not used with ${name}, and made anew`, async (t) => {
    const { folder } = await largeRun(t);
    change(folder);
    const expected = await withoutIndex(folder);
    const reader = await openRun(folder);
    t.after(() => reader.close());
    assert.equal(tell(reader), expected);
    await reader.indexed();
    assert.ok(await opensFromIndex(folder));
  });

async function withoutIndex(folder: string): Promise<string> {
  const kept = readFileSync(index(folder));
  rmSync(index(folder));
  const reader = await openRun(folder);
  const told = tell(reader);
  await reader.indexed();
  reader.close();
  writeFileSync(index(folder), kept);
  return told;
}

function overwrite(file: string, at: number, text: string): void {
  const bytes = readFileSync(file);
  bytes.write(text, at);
  writeFileSync(file, bytes);
}

function flip(file: string, part: number): void {
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.length * part);
  bytes[at] = (bytes[at] ?? 0) ^ 4;
  writeFileSync(file, bytes);
}

test('a small run needs no index', async (t) => {
  const { folder } = runOnDisk(t);
  const reader = await openRun(folder);
  await reader.indexed();
  reader.close();
  assert.ok(!existsSync(index(folder)));
});
