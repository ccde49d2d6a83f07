/** Tables: arrays of records, Arquero's and Arrow's own tables, as their libraries make them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bool, Float64, Int64, type Table, tableFromArrays, Utf8, vectorFromArray } from 'apache-arrow';
import * as aq from 'arquero';
import type { ColumnSummary, Preview } from '../../../src/protocol/artifact.ts';
import { type Description, describe } from '../../../src/tracer/node/describe/index.ts';
import { LIMITS } from './limits.ts';

const rows = [
  { id: 1, city: 'Oslo', score: 2.5 as number | null, when: new Date('2026-01-01T00:00:00Z') },
  { id: 2, city: 'Rome', score: null, when: new Date('2026-01-02T00:00:00Z') },
  { id: 3, city: 'Oslo', score: Number.NaN, when: new Date(Number.NaN) },
  { id: 4, city: 'Oslo', score: 7.5, when: new Date('2026-01-03T00:00:00Z') },
];

function column(description: Description, name: string): ColumnSummary {
  const found = description.summary.columns?.find((each) => each.name === name);
  assert.ok(found !== undefined, `no column ${name}`);
  return found;
}

function prints(value: unknown): Record<string, string | undefined> {
  const columns = describe(value, LIMITS).summary.columns ?? [];
  return Object.fromEntries(columns.map(({ name, fingerprint }) => [name, fingerprint]));
}

function tableOf(description: Description): Extract<Preview, { form: 'table' }> {
  assert.equal(description.preview?.form, 'table');
  return description.preview as Extract<Preview, { form: 'table' }>;
}

test('an array of records is a table with exact column facts', () => {
  const description = describe(rows, LIMITS);
  assert.equal(description.kind, 'table');
  assert.deepEqual(description.summary.shape, [4, 4]);
  assert.equal(description.detail, 'full');
  const { bins: _, fingerprint: __, ...score } = column(description, 'score');
  assert.deepEqual(score, { name: 'score', type: 'number', nulls: 2, min: 2.5, max: 7.5, mean: 5 });
  assert.deepEqual(column(description, 'city').top, [
    ['Oslo', 3],
    ['Rome', 1],
  ]);
  assert.equal(column(description, 'when').nulls, 1);
  assert.deepEqual(column(description, 'when').max, ['date', '2026-01-03T00:00:00.000Z']);
  assert.deepEqual(tableOf(description).rows[2], [3, 'Oslo', ['nan'], ['nat']]);
});

test('unchanged columns keep their fingerprint through map, changed and new ones do not', () => {
  const before = prints(rows);
  const after = prints(rows.map(({ ...row }) => ({ ...row, score: row.score ?? 0, double: row.id * 2 })));
  assert.equal(after.id, before.id);
  assert.equal(after.city, before.city);
  assert.equal(after.when, before.when);
  assert.notEqual(after.score, before.score);
  assert.ok(after.double !== undefined);
  assert.notDeepEqual(prints(rows.toReversed()).id, before.id);
});

/** The fingerprint of one column of many rows, of which one holds this. */
function printOf(filled: unknown, other: unknown, at: number, more: unknown = filled): string | undefined {
  const many = Array.from({ length: 1500 }, (_, row) => ({ a: row === at ? other : row === at + 1 ? more : filled }));
  return prints(many).a;
}

test('one value among many makes another fingerprint, wherever it stands', () => {
  for (const at of [0, 7, 1023, 1024, 1498]) {
    const texts = ['b', '', 'ä', 'ab', null, undefined, 'x'.repeat(2000), 1, true].map((each) =>
      printOf('a', each, at),
    );
    const numbers = [2, 0, -0, 0.1, Number.NaN, null, undefined, Infinity, '1', 1n].map((each) => printOf(1, each, at));
    const all = [printOf('a', 'a', at), ...texts, printOf(1, 1, at), ...numbers];
    assert.equal(new Set(all).size, all.length, `at row ${at}`);
    assert.notEqual(printOf('a', 'bc', at, 'd'), printOf('a', 'b', at, 'cd'));
    assert.equal(printOf('a', 'ä', at), texts[2]);
    assert.equal(printOf(1, -Number.NaN, at), numbers[4]);
  }
});

test('a long column has one fingerprint and the same facts, whatever table it is in', () => {
  const texts = Array.from({ length: 2100 }, (_, row) => (row % 100 === 99 ? null : `t${row % 7}`));
  const numbers = Array.from({ length: 2100 }, (_, row) => (row % 100 === 98 ? null : row / 4));
  const records = texts.map((text, row) => ({ text, number: numbers[row] }));
  const moved = records.map((row, at) => (at % 2 === 0 ? row : { number: row.number, text: row.text }));
  const arquero = aq.table({ text: texts, number: numbers });
  assert.deepEqual(describe(moved, LIMITS).summary.columns, describe(records, LIMITS).summary.columns);
  assert.deepEqual(describe(arquero, LIMITS).summary.columns, describe(records, LIMITS).summary.columns);
  const facts = column(describe(records, LIMITS), 'text');
  assert.deepEqual([facts.nulls, facts.distinct, facts.top?.length], [21, 7, 5]);
  const { nulls, min, max } = column(describe(records, LIMITS), 'number');
  assert.deepEqual([nulls, min, max], [21, 0, 524.75]);
});

test('no getter of a record runs, whatever its neighbours are', () => {
  let asked = 0;
  const trap = {
    get a() {
      asked++;
      return 1;
    },
    set b(_: number) {},
  };
  const many: object[] = Array.from({ length: 2000 }, () => ({ a: 1, b: 2 }));
  for (const row of [1, 2, 1100]) many[row] = trap;
  const told = describe(many, LIMITS);
  describe(new Map([['trap', trap]]), LIMITS);
  describe([1, trap], LIMITS);
  assert.equal(asked, 0);
  assert.equal(column(told, 'b').type, 'mixed');
  assert.deepEqual(tableOf(told).rows[1], [
    ['value', 'unknown', '…'],
    ['value', 'unknown', '…'],
  ]);
});

test('columns are the union of keys; a missing key is a null', () => {
  const description = describe([{ a: 1 }, { a: 2, b: 'x' }, { b: 'y' }], LIMITS);
  assert.deepEqual(description.summary.shape, [3, 2]);
  assert.equal(column(description, 'a').nulls, 1);
  assert.equal(column(description, 'b').nulls, 1);
  const late = Array.from({ length: 100 }, (_, id) => (id === 50 ? { id, late: true } : { id }));
  assert.equal(column(describe(late, LIMITS), 'late').nulls, 99);
  assert.equal(
    column(describe(late, LIMITS), 'late').fingerprint,
    column(
      describe(
        late.map((row) => ({ late: undefined, ...row })),
        LIMITS,
      ),
      'late',
    ).fingerprint,
  );
});

test('one record, mixed values and nested structures are collections', () => {
  assert.equal(describe([{ a: 1 }], LIMITS).kind, 'collection');
  assert.equal(describe([{ a: 1 }, 2], LIMITS).kind, 'collection');
  assert.equal(describe([{ a: { b: 1 } }, { a: { b: 2 } }], LIMITS).kind, 'collection');
  assert.equal(describe([], LIMITS).kind, 'collection');
});

test('of a sample, what some of the records lack is marked', () => {
  const many = Array.from({ length: 200_000 }, (_, id) => ({ id, ...(id % 3 === 0 ? { third: id } : {}) }));
  const description = describe(many, LIMITS);
  assert.equal(description.detail, 'sample');
  assert.deepEqual([column(description, 'id').sparse, column(description, 'third').sparse], [undefined, true]);
  assert.equal(column(describe(many.slice(0, 30), LIMITS), 'third').sparse, undefined);
});

test('a million records cost little and say that they are a sample', () => {
  const many = Array.from({ length: 1_000_000 }, (_, id) => ({
    id,
    name: `n${id % 100}`,
    half: id / 2,
    flag: id % 2 === 0,
  }));
  describe(many.slice(0, 100_000), LIMITS);
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now();
    describe(many, LIMITS);
    return performance.now() - start;
  });
  const description = describe(many, LIMITS);
  assert.deepEqual(description.summary.shape, [1_000_000, 4]);
  assert.equal(description.detail, 'sample');
  assert.equal(description.why, 'size');
  assert.equal(column(description, 'id').nulls, undefined);
  assert.match(column(description, 'id').fingerprint ?? '', /^s:/);
  assert.deepEqual([column(description, 'id').min, column(description, 'id').max], [0, 999_999]);
  // Generous against other work on the machine; alone it takes about 1 ms.
  assert.ok(Math.min(...times) < 10, `took ${Math.min(...times)} ms`);
  assert.equal(prints(many).half, prints(many.map(({ ...row }) => row)).half);
});

test('ten thousand columns are counted, not all described', () => {
  const wide = () => Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`c${index}`, index]));
  const description = describe([wide(), wide()], LIMITS);
  assert.deepEqual(description.summary.shape, [2, 10_000]);
  assert.equal(description.summary.columns?.length, 200);
  assert.equal(description.summary.columnsOmitted, 9_800);
  assert.equal(tableOf(description).columns.length, 20);
});

test('an Arquero table counts what its filter leaves, and keeps columns recognisable', () => {
  const table = aq.from(rows.map(({ id, city, score }) => ({ id, city, score })));
  const filtered = table.filter((row: { id: number }) => row.id > 2);
  assert.deepEqual(describe(table, LIMITS).summary.shape, [4, 3]);
  const description = describe(filtered, LIMITS);
  assert.equal(description.lib, 'arquero');
  assert.deepEqual(description.summary.shape, [2, 3]);
  assert.deepEqual([column(description, 'id').min, column(description, 'id').max], [3, 4]);
  assert.deepEqual(
    tableOf(description).rows.map((row) => row[0]),
    [3, 4],
  );
  assert.deepEqual(prints(filtered.reify()), prints(filtered));
  const derived = table.derive({ double: (row: { id: number }) => row.id * 2 });
  assert.equal(prints(derived).city, prints(table).city);
  assert.deepEqual(prints(table), prints(rows.map(({ id, city, score }) => ({ id, city, score }))));
});

test('masks of many words are read in order', () => {
  const table = aq.table({ n: Array.from({ length: 1000 }, (_, n) => n) });
  const description = describe(
    table.filter((row: { n: number }) => row.n % 97 === 96),
    { ...LIMITS, previewRows: 20 },
  );
  assert.deepEqual(
    tableOf(description).rows.map((row) => row[0]),
    [96, 193, 290, 387, 484, 581, 678, 775, 872, 969],
  );
});

test('groups and an order not yet computed are told, never computed', () => {
  const table = aq.from(rows).groupby('city').orderby(aq.desc('id'));
  const description = describe(table, LIMITS);
  assert.equal(description.summary.index, 'grouped by city (2 groups); ordered, shown in stored order');
  table.indices();
  assert.deepEqual(tableOf(describe(table, LIMITS)).rows[0]?.[0], 4);
});

const makeTable = tableFromArrays as unknown as (columns: Record<string, unknown>) => Table;

test('an Arrow table and its vectors are read from their buffers', () => {
  const table = makeTable({
    x: Float64Array.of(1, 2, 4),
    s: ['a', 'b', 'a'],
    n: vectorFromArray([1n, null, 3n], new Int64()),
    u: vectorFromArray(['é', null, 'zz'], new Utf8()),
    b: vectorFromArray([true, null, false], new Bool()),
    d: [new Date(0), null, new Date(1e12)],
  });
  const description = describe(table, LIMITS);
  assert.equal(description.lib, 'apache-arrow');
  assert.deepEqual(description.summary.shape, [3, 6]);
  assert.deepEqual(
    description.summary.columns?.map((each) => each.nulls),
    [0, 0, 1, 1, 1, 1],
  );
  assert.deepEqual(tableOf(description).rows, [
    [1, 'a', ['int', '1'], 'é', true, ['date', '1970-01-01T00:00:00.000Z']],
    [2, 'b', null, null, null, null],
    [4, 'a', ['int', '3'], 'zz', false, ['date', '2001-09-09T01:46:40.000Z']],
  ]);
  const joined = table.slice(1).concat(table.slice(0, 2));
  assert.deepEqual(
    tableOf(describe(joined, LIMITS)).rows.map((row) => [row[0], row[1], row[3], row[4]]),
    [
      [2, 'b', null, null],
      [4, 'a', 'zz', false],
      [1, 'a', 'é', true],
      [2, 'b', null, null],
    ],
  );
  const series = describe(vectorFromArray([1, null, 3], new Float64()), LIMITS);
  assert.deepEqual(
    [series.kind, series.summary.dtype, series.summary.nulls, series.summary.mean],
    ['series', 'Float64', 1, 2],
  );
  const back = describe(aq.fromArrow(table as unknown as Parameters<typeof aq.fromArrow>[0]), LIMITS);
  const { type, nulls, distinct, top } = column(back, 's') ?? {};
  assert.deepEqual(
    { type, nulls, distinct, top },
    {
      type: 'string',
      nulls: 0,
      distinct: 2,
      top: [
        ['a', 2],
        ['b', 1],
      ],
    },
  );
  assert.deepEqual(
    tableOf(back).rows.map((row) => row[3]),
    ['é', null, 'zz'],
  );
  assert.deepEqual([back.detail, back.why], ['full', undefined]);
});
