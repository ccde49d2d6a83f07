/** Branches that first run in a turn or a call that is only counted: what is told of them, by the lines they stand in. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord, SiteRow } from '../../../src/protocol/runLog.ts';
import { runTraced, writeFolder } from './traced.ts';

/** Steps whose site begins in one of the lines: turn, name, inputs and outputs as what they were. */
function told(records: LogRecord[], from: number, to: number): string[] {
  const sites = new Map<number, SiteRow>();
  const values = new Map<number, string>();
  for (const record of records) {
    if (record.k === 'sites') for (const site of record.sites) sites.set(site[0], site);
    if (record.k !== 'artifact') continue;
    const value = record.kind === 'scalar' && 'value' in record.sum ? record.sum.value : record.kind;
    values.set(record.id, `${record.ver > 1 ? `v${record.ver} ` : ''}${value}`);
  }
  return records.flatMap((record) => {
    const [, , , , name, line = 0] = (record.k === 'step' ? sites.get(record.site) : undefined) ?? [];
    if (record.k !== 'step' || name === undefined || line < from || line > to) return [];
    const inputs = (record.in ?? []).map(([id, role, of]) => `${of ?? role}: ${values.get(id)}`);
    const outputs = (record.out ?? []).map(([id]) => values.get(id));
    const error = record.err ? ` !${record.err.type}` : '';
    return [`${record.it ?? '-'} ${name}(${inputs.join(', ')}) -> ${outputs.join(', ')}`.trimEnd() + error];
  });
}

async function record(source: string): Promise<LogRecord[]> {
  const { records, stderr } = await runTraced(writeFolder({ 'm.mjs': source }), 'm.mjs');
  assert.equal(stderr, '');
  return records;
}

/** Of the program's only loop: n, rec. */
function loopOf(records: LogRecord[]): [number | undefined, number | undefined] {
  const [step] = records.flatMap((each) => (each.k === 'step' && each.n !== undefined ? [each] : []));
  return [step?.n, step?.rec];
}

test('a branch of a loop: from it on, in its turn, with what the turn computed before', async () => {
  const records = await record(`const bad = []
for (const row of Array.from({ length: 9000 }, (_, id) => ({ id }))) {
  const twice = row.id * 2
  if (row.id === 6000) {
    const fixed = twice + 1
    bad.push(fixed)
    row.id = fixed
  }
}
console.log(bad[0])
`);
  assert.deepEqual(told(records, 5, 7), [
    '6000 +(twice: 12000) -> 12001',
    '6000 .push()(bad: collection, fixed: 12001) -> 1, v2 collection',
    '6000 .id(row: record, fixed: 12001) -> v2 record',
  ]);
  assert.deepEqual(told(records, 10, 10), ['- [0](bad: v2 collection) -> 12001', '- .log()(arg:0: 12001) ->']);
  assert.equal(loopOf(records)[0], 9000);
  assert.equal(
    loopOf(records)[1],
    loopOf(await record('for (const row of Array.from({ length: 9000 }, () => 1)) { String(row) }\n'))[1],
    'the turn is not counted, and disturbs no plan',
  );
});

test('what the rest of the turn does, and the turns after it, is taken up when the next turn is recorded', async () => {
  const records = await record(`let sum = 0
for (let i = 0; i < 100; i++) {
  if (i === 50) {
    sum = sum * 2
  }
  sum += 1
}
console.log(sum)
`);
  assert.deepEqual(told(records, 4, 4), ['50 *(sum: 50) -> 100']);
  assert.deepEqual(told(records, 8, 8), ['- .log()(sum: 150) ->']);
});

test('two branches of one turn; the second time a branch runs it is counted', async () => {
  const records = await record(`const seen = []
for (const n of Array.from({ length: 90 }, (_, i) => i)) {
  if (n > 60 && n < 63) { seen.push(n) }
  switch (n) {
    case 61: seen.push(-n); break
    case 62: seen.push(0)
  }
}
`);
  assert.deepEqual(
    told(records, 3, 7).filter((line) => line.includes('push')),
    [
      '61 .push()(seen: collection, n: 61) -> 1, v2 collection',
      '61 .push()(seen: v2 collection, arg:0: -61) -> 2, v3 collection',
      '62 .push()(seen: v4 collection) -> 4, v5 collection',
    ],
  );
});

test('a call: it begins with the branch, its parameters and variables as they are by then', async () => {
  const records = await record(`const parse = (text, factor) => {
  const n = Number(text)
  if (Number.isNaN(n)) {
    const why = 'bad ' + text
    return why
  }
  return n * factor
}
const texts = Array.from({ length: 900 }, (_, i) => (i === 777 ? 'n/a' : String(i)))
const parsed = texts.map((text) => parse(text, 2))
console.log(parsed[777])
`);
  assert.deepEqual(told(records, 4, 5), ['- +(text: n/a) -> bad n/a']);
  const calls = told(records, 1, 1).filter((line) => line.includes('n/a'));
  assert.deepEqual(calls, ['- parse(text: n/a, factor: 2) -> bad n/a']);
  assert.deepEqual(told(records, 11, 11)[0], '- [777](parsed: collection) -> bad n/a');
});

test('an error thrown in the branch ends what it went through; the program catches it in plain code', async () => {
  const records = await record(`const caught = []
for (let i = 0; i < 100; i++) {
  try {
    if (i === 70) {
      JSON.parse('{' + i)
    }
  } catch (error) {
    caught.push(error.name)
  }
}
console.log(caught)
`);
  assert.deepEqual(told(records, 5, 5), ['70 +(i: 70) -> {70', '70 .parse()(arg:0: {70) -> !SyntaxError']);
  assert.deepEqual(told(records, 8, 8), [
    '70 .name(error: other) -> SyntaxError',
    '70 .push()(caught: collection, arg:0: SyntaxError) -> 1, v2 collection',
  ]);
});

test('async functions, generators, and loops inside of what is not recorded', async () => {
  const records = await record(`async function load(id) {
  await null
  if (id === 90) {
    const more = await Promise.resolve(id * 2)
    return more + 1
  }
  return id
}
for (let i = 0; i < 100; i++) await load(i)
function* count() { for (let i = 0; i < 100; i++) { if (i === 60) {
  yield i * 3
} } }
for (const list of Array.from({ length: 300 }, (_, i) => [i, i + 1, i + 2])) {
  for (const item of list) {
    if (item === 200) {
      console.log(item * 10)
    }
  }
}
console.log([...count()])
`);
  assert.deepEqual(told(records, 4, 5), [
    '- *(id: 90) -> 180',
    '- .resolve()(arg:0: 180) -> lazy',
    '- await(value: lazy) -> 180',
    '- +(more: 180) -> 181',
  ]);
  assert.deepEqual(told(records, 11, 11).slice(0, 1), ['60 *(i: 60) -> 180']);
  assert.deepEqual(told(records, 16, 16), ['2 *(item: 200) -> 2000', '2 .log()(arg:0: 2000) ->']);
});

test('counts of branches do not say how many of them were recorded', async () => {
  const records = await record('for (let i = 0; i < 100; i++) { if (i > 1) { String(i) } }\n');
  const counts = records.flatMap((each) => (each.k === 'count' ? [[each.n, each.rec]] : []));
  assert.deepEqual(counts, [
    [1, 1],
    [98, undefined],
  ]);
});
