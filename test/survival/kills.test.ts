/**
 * Killed at any point, the program leaves a run that is read up to the cut; recorder, readers and commands leave the program as it was.
 * Here at 10 points each; at 1,000 each by: npm run survive
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { killAt } from './kills/tally.ts';

const posix = { skip: process.platform === 'win32' };

for (const target of ['program', 'recorder', 'reader', 'adapter', 'command'] as const)
  test(`the ${target}, killed at 10 points`, posix, async () => {
    const { points, failures } = await killAt(target, 10, 1, 2);
    assert.deepEqual(failures, []);
    assert.equal(points, 10);
  });
