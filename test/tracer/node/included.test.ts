/** Which files a pattern of the user adds to the workspace's own modules. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createIsTraced } from '../../../src/tracer/node/included.ts';

const file = '/w/node_modules/d3-array/src/mean.js';
const cases: [pattern: string, path: string, traced: boolean][] = [
  ['node_modules/d3-array/**', file, true],
  ['**/d3-array/**', file, true],
  ['**/d3-array/*', file, false],
  ['**/*.js', file, true],
  ['/w/node_modules/*/src/*.js', file, true],
  ['node_modules/d3/**', file, false],
  ['**/d3.array/**', file, false],
  ['../shared/**', '/shared/a.ts', true],
  ['other/**', '/w/src/a.ts', true],
  ['other/**', '/elsewhere/other/a.ts', false],
];

for (const [pattern, path, traced] of cases)
  test(`${pattern} and ${path}`, () => assert.equal(createIsTraced('/w', [pattern], '/tracer')(path), traced));
