/** A site's purse: what it makes first is told in full, what it makes again and again from a sample, marked, and the same in each run. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Description } from '../../../src/tracer/node/describe/description.ts';
import { describe } from '../../../src/tracer/node/describe/index.ts';
import { createPurse } from '../../../src/tracer/node/describe/purse.ts';
import { createToldTexts } from '../../../src/tracer/node/toldTexts.ts';
import { LIMITS as SMALL } from './limits.ts';

/** Time enough that a busy machine does not cut a description short: what is tested here is counted in cells. */
const LIMITS = { ...SMALL, describeMs: 250 };

const rows = Array.from({ length: 10_000 }, (_, id) => ({ id, name: `row ${id}`, amount: id / 7 }));
const matrix = new Float64Array(500_000).fill(1.5);

/** Descriptions of the value, made so many times by one site. */
function describeAgain(value: unknown, times: number, again: boolean): Description[] {
  const purse = createPurse(LIMITS);
  purse.standAt(1);
  return Array.from({ length: times }, () => purse.spend(again, (limits) => describe(value, limits)));
}

test('a large table that one site makes again and again is told in full, then from a sample, and says so', () => {
  const made = describeAgain(rows, 40, false);
  assert.equal(made[0]?.detail, 'full');
  const last = made.at(-1);
  assert.deepEqual([last?.detail, last?.why], ['sample', 'size']);
  assert.deepEqual(last?.summary.shape, [10_000, 3]);
  assert.match(last?.fp ?? '', /^s:/);
  assert.equal(last?.summary.columns?.[0]?.nulls, undefined, 'what was not counted is not told');
});

test('further versions of a large array cost a small part of the first one', () => {
  const [first, second] = describeAgain(matrix, 2, true);
  assert.equal(first?.detail, 'full');
  assert.equal(second?.detail, 'sample');
});

test('small values are told in full however often a site makes them', () => {
  for (const again of [true, false])
    for (const { detail } of describeAgain(rows.slice(0, 20), 500, again)) assert.equal(detail, 'full');
});

test('later values of a site show less of themselves, with how much there is', () => {
  const shown = describeAgain(rows, 20, false).map(({ preview }) =>
    preview?.form === 'table' ? [preview.rows.length, preview.totalRows] : [],
  );
  assert.deepEqual(shown[0], [LIMITS.previewRows, 10_000]);
  assert.deepEqual(shown.at(-1), [Math.ceil(LIMITS.previewRows / 5), 10_000]);
});

test('another site has a purse of its own, and the same program the same record', () => {
  const purse = createPurse(LIMITS);
  purse.standAt(1);
  for (let time = 0; time < 40; time++) purse.spend(false, (limits) => describe(rows, limits));
  purse.standAt(2);
  assert.equal(purse.spend(false, (limits) => describe(rows, limits)).detail, 'full');
  assert.deepEqual(describeAgain(rows, 40, false), describeAgain(rows, 40, false));
});

test('a text is said again as it was said; what is kept of texts stays small', () => {
  const texts = createToldTexts();
  texts.keep('a prompt', '"kind":"text"');
  assert.equal(texts.get(`a ${'prompt'}`), '"kind":"text"');
  for (let index = 0; index < 1000; index++) texts.keep(`${index}${'x'.repeat(2000)}`, '');
  assert.equal(texts.get('a prompt'), undefined);
  texts.keep('y'.repeat(30_000), '');
  assert.equal(texts.get('y'.repeat(30_000)), undefined, 'long texts are not kept at all');
});
