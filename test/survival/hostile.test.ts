/** Whole programs over hostile values: the same output and counters plain and traced, and no hang, in both languages. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { interim, onlyRun, plainly } from '../cli/interim.ts';
import { makeWorkspace } from '../recorder/workspaceFixture.ts';
import { readRun } from './kills/readRun.ts';

const posix = { skip: process.platform === 'win32' };
/** A hang, not a slow machine. */
const HANG_MS = 300_000;

const programs = path.join(import.meta.dirname, 'programs');

for (const [what, file, last] of [
  ['values that fail, wait, recurse and lie', 'values.py', 'kept'],
  ['values that fail, wait, recurse and lie', 'values.mjs', 'kept'],
  ['depth and size', 'sizes.py', 'wide'],
  ['depth and size', 'sizes.mjs', 'many'],
] as const)
  test(`${what} (${file})`, { ...posix, timeout: HANG_MS }, async (t) => {
    const work = makeWorkspace(t, { [file]: readFileSync(path.join(programs, file), 'utf8') });
    const plain = await plainly(work, file);
    const traced = await interim(work, ['run', '--quiet', file]);
    assert.equal(plain.code, 0, plain.stderr);
    assert.deepEqual(traced, plain);
    const seen = await readRun(onlyRun(work).folder, (name) => name === last);
    assert.equal(seen.state, 'finished');
    assert.deepEqual([...seen.bound], [last], 'it is recorded to its end');
  });
