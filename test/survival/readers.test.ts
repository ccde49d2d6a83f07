/**
 * Readers survive whatever a run folder turns out to be. Here for half a minute; all of it by
 *   npm run survive:readers -- [--changes 1000000] [--workers 2] [--seed 1]
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spoil } from './readers/spoil.ts';

test('spoiled runs are read up to where they are spoiled, or refused', { timeout: 600_000 }, async () => {
  const survival = await spoil({ changes: 20_000, milliseconds: 30_000, workers: 1, firstSeed: 1 });
  assert.deepEqual(survival.failures, []);
  assert.ok(survival.runs > 0);
});
