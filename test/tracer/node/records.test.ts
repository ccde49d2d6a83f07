/** What the record says: source above the line, lineage below it, one step a line. `UPDATE=1` writes what is recorded now. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { lineageText } from './lineage.ts';
import { runTraced, writeFolder } from './traced.ts';

const file = path.join(import.meta.dirname, 'records.txt');
const beside = {
  'data.csv': 'a,b\n1,2\n',
  'lib.mjs': 'export const rows = [{ a: 1 }]; export function twice(x) { return x * 2 }\n',
};
const cases = fs
  .readFileSync(file, 'utf8')
  .split(/^=== /m)
  .slice(1)
  .map((part) => {
    const [head = '', lineage = ''] = part.split('\n---\n');
    const [name = '', ...source] = head.split('\n');
    return { name, source: source.join('\n'), lineage: lineage.trimEnd() };
  });

const update = process.env.UPDATE === '1';
let rewritten = '';
for (const { name, source, lineage } of cases) {
  test(name, async () => {
    const { records, stderr } = await runTraced(writeFolder({ 'm.mjs': `${source}\n`, ...beside }), 'm.mjs');
    const found = lineageText(records);
    rewritten += `=== ${name}\n${source}\n---\n${found}\n`;
    if (update) fs.writeFileSync(file, rewritten);
    else assert.equal(found, lineage);
    assert.equal(stderr, '');
  });
}
