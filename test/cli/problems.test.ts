/** What could not be recorded is said once, in words, with what to do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeWorkspace } from '../recorder/workspaceFixture.ts';
import { interim } from './interim.ts';

/** The last one only TypeScript’s parser can make something of. */
const BROKEN = { 'a.py': 'x = (1,\n', 'a.mjs': 'const = 1;\n', 'a.ts': 'const rows: = [];\n' };

for (const [file, text] of Object.entries(BROKEN))
  test(`${file} with a syntax error`, async (t) => {
    const work = makeWorkspace(t, { [file]: text });
    const outcome = await interim(work, ['run', file]);
    assert.equal(outcome.code, 1);
    assert.match(outcome.stderr, /SyntaxError/);
    const { stdout } = await interim(work, ['show']);
    const [, empty, ...lines] = stdout.trimEnd().split('\n');
    assert.equal(empty, '');
    assert.equal(lines.length, 1, stdout);
    assert.match(lines[0] ?? '', new RegExp(`^Not recorded, for a syntax error: .*${file}.*\\. Correct it: `));
  });
