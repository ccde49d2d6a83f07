/** The program cannot tell: each snippet prints the same plainly and traced, stacks and messages included. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { runPlain, runTraced, writeFolder } from './traced.ts';

const MARK = '@@@@ ';
const text = fs.readFileSync(path.join(import.meta.dirname, 'snippets.txt'), 'utf8');
const snippets = Object.fromEntries(
  text
    .split(/^=== /m)
    .slice(1)
    .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)]),
);
const names = Object.keys(snippets);

const lib = {
  'lib/cycle-b.mjs':
    "import { hoisted, late } from '../cycle-a.mjs';\nexport const fromB = hoisted();\nexport const callA = () => hoisted() + late;\n",
  'lib/cyc.cjs':
    "exports.saw = require('../require-cycle.cjs').early; exports.parent = module.parent && require('path').basename(module.parent.filename);\n",
  'lib/plain.cjs': 'exports.named = 1; exports.other = function (a) { return a };\n',
  'lib/data.json': '{"d":1}',
  'lib/throws.mjs': "export const a = 1;\nconst o = {};\nthrow new RangeError('at load');\n",
  'lib/esm.mjs': 'export const value = 5; export default 1;\n',
  'lib/bad.cjs': 'const a = ;\n',
  'lib/pkgmain/package.json': '{"main":"./m.js"}',
  'lib/pkgmain/m.js': "module.exports = 'pkg';\n",
  'main.mjs': `for (const name of ${JSON.stringify(names)}) {
    console.log(${JSON.stringify(MARK)} + name);
    try { await import('./' + name) } catch (e) { console.log('threw', e.stack) }
    await new Promise((r) => setTimeout(r, 2));
  }`,
};

const split = (stdout: string) =>
  new Map(
    stdout
      .split(MARK)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)]),
  );

describe('snippets', async () => {
  const folder = writeFolder({ ...snippets, ...lib });
  const plain = runPlain(folder, 'main.mjs');
  const traced = await runTraced(folder, 'main.mjs');
  const [was, is] = [split(plain.stdout), split(traced.stdout)];
  for (const name of names) {
    test(name, () => {
      assert.ok(was.get(name), 'the plain run prints something');
      assert.equal(is.get(name), was.get(name));
    });
  }
  test('standard error, exit code', () => {
    assert.equal(traced.stderr, plain.stderr);
    assert.equal(traced.status, plain.status);
  });
  test('every module was traced', () => {
    const files = traced.records.flatMap((record) => (record.k === 'module' ? [record.file] : []));
    const untraced = names.filter((name) => !files.includes(name));
    assert.deepEqual(untraced, []);
  });
});
