/** What instrumented code names of its own is declared where it stands, also in copies of branches; and no line moves. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ts } from 'ts-morph';
import { analyze } from '../../src/analysis/typescript/analyzer.ts';
import { createNames } from '../../src/analysis/typescript/names.ts';

const source = path.resolve(import.meta.dirname, '../../src');
const files = fs
  .readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((each) => each.endsWith('.ts'))
  .map((each) => path.join(source, each));
const lines = (text: string) => text.split('\n').length;

/** Names with the prefix that nothing around them declares. */
function strayNames(code: string, prefix: string): string[] {
  const file = ts.createSourceFile('m.js', code, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS);
  const { find } = createNames();
  const given = new Set(['p', 'c', 't', 'f0'].map((each) => prefix + each));
  const stray: string[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text.startsWith(prefix) && !given.has(node.text) && !find(node.text, node))
      stray.push(node.text);
    ts.forEachChild(node, walk);
  };
  walk(file);
  return stray;
}

test('our own sources, which have thousands of such copies', () => {
  let copies = 0;
  for (const each of files) {
    const text = fs.readFileSync(each, 'utf8');
    const analysis = analyze({ path: each, text, format: 'module', kind: 'ts', options: {} });
    assert.ok(!('problem' in analysis), each);
    const { code, prefix } = analysis;
    assert.deepEqual(strayNames(code, prefix), [], each);
    assert.equal(lines(code), lines(text) + 1, each);
    copies += code.split(/\$\$i_*p\.wf?\(/).length - 1;
  }
  assert.ok(copies > 1000, `${copies} copies`);
});
