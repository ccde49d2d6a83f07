/** The record against the second recorder, on a part of the corpus: the whole of it is `npm run second-recorder:node`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examine, programs } from './examine.ts';

const part = ['03_', '04_', '06_', '07_', '10_', '11_', '12_', '17_', '19_', '24_', '25_', '28_', '30_'];

for (const program of programs().filter(({ name }) => part.some((start) => name.startsWith(start)))) {
  test(program.name, async () => {
    const { verdict, samePrint, problem } = await examine(program);
    assert.equal(problem, undefined);
    assert.ok(samePrint, 'prints the same');
    assert.ok(verdict.seen > 0 && verdict.told > 0, 'something was seen');
    assert.deepEqual(verdict.misses, []);
    assert.deepEqual(verdict.insides, []);
    assert.deepEqual(verdict.lies, []);
  });
}
