/** How code is told in one short line. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortCode } from '../../src/core/code.ts';

const CASES: [code: string, short: string][] = [
  ['table = raw.dropna()', 'raw.dropna()'],
  ['x = orders.filter(lambda o: o.price > 3 and o.ok).map(something_long_here_too)', '.map(something_long_here_too)'],
  [
    'const a = await table.filter((d) => d.x > 3).derive({ a: 1, b: 2, c: 3, d: 4 })',
    '.derive({a: 1, b: 2, c: 3, d: 4})',
  ],
  // Of what an operator makes of two chains, neither is the whole.
  ['scaled = (matrix - matrix.mean(axis=0)) / matrix.std(axis=0)', '(matrix - matrix.mean(axis=0)) / matrix.std(…)'],
  ['n = first_table.price.sum() + second_table.price.sum()', 'first_table.price.sum() + second_table.price.sum()'],
  [
    'ok = rows.filter(is_complete).length and other_rows.every(is_complete)',
    'rows.filter(is_complete).length and other_rows.every(…',
  ],
];

for (const [code, short] of CASES) test(code, () => assert.equal(shortCode(code), short));
