/** Source to sites and instrumented code: the tree that a reader sees, and what the code must not lose. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Analysis, SourceModule } from '../../src/analysis/analyzer.ts';
import { analyze } from '../../src/analysis/typescript/analyzer.ts';

function analyzed(text: string, more: Partial<SourceModule> = {}): Analysis {
  const result = analyze({ path: '/w/m.ts', text, format: 'module', kind: 'ts', options: {}, ...more });
  assert.ok(!('problem' in result), 'the source can be analysed');
  return result;
}

/** One line a site, indented by its parents: kind, op, name, place. */
function siteTree({ sites }: Analysis): string {
  const depth = (id: number): number => (id === 0 ? -1 : 1 + depth(sites[id - 1]?.[1] ?? 0));
  return sites
    .map(
      ([id, , kind, op, name, line, column, endLine, endColumn]) =>
        `${'  '.repeat(depth(id))}${kind} ${op} ${name} ${line}:${column}-${endLine}:${endColumn}`,
    )
    .join('\n');
}

const trees: Record<string, [source: string, tree: string]> = {
  'a chain is one statement with a site per link': [
    'const out = rows.filter(f).map((r: Row) => r.x)',
    `module module m.ts 1:0-1:47
  statement assign out 1:0-1:47
    expression call .map() 1:12-1:47
      expression call .filter() 1:12-1:26
      function lambda lambda 1:31-1:46
        statement return return 1:43-1:46
          expression attribute .x 1:43-1:46`,
  ],
  'loops and branches': [
    'for (const r of rows) {\n  if (r.a) n += 1\n  else break\n}',
    `module module m.ts 1:0-4:1
  loop for for r 1:0-4:1
    statement expr if 2:2-3:12
      expression attribute .a 2:6-2:9
      branch then if 2:11-2:17
        statement augassign n 2:11-2:17
      branch else else 3:7-3:12`,
  ],
  'writes to items and fields': [
    "o['k'] = a + b; o.x.y = 1; delete o.z",
    `module module m.ts 1:0-1:37
  statement assign o["k"] 1:0-1:15
    expression setitem ["k"] 1:0-1:14
      expression binary + 1:9-1:14
  statement assign x.y 1:16-1:26
    expression setattr .y 1:16-1:25
      expression attribute .x 1:16-1:19
  statement delete o.z 1:27-1:37
    expression setattr .z 1:27-1:37`,
  ],
  'classes and methods': [
    'class M { fit(x: number) { return this } }',
    `module module m.ts 1:0-1:42
  class class M 1:0-1:42
    function method fit 1:10-1:40
      statement return return 1:27-1:38`,
  ],
};

for (const [name, [source, tree]] of Object.entries(trees)) {
  test(name, () => {
    const declared = `declare const rows: any[], f: any, o: any, a: any, b: any; let n = 0;\n${source}`;
    void declared;
    const found = siteTree(analyzed(`${source}\nlet rows, o, r, a, b, f, n`));
    const wanted = tree.split('\n').slice(1);
    assert.equal(
      found
        .split('\n')
        .slice(1, 1 + wanted.length)
        .join('\n'),
      wanted.join('\n'),
    );
  });
}

test('lines stay where they are', () => {
  const source =
    'const a = [1,\n  2]\nfor (const x of a) {\n  console.log(\n    x,\n  )\n}\nfunction f(\n  y\n) {\n  return `t\n` + y\n}\nlastLine()\n';
  const { code } = analyzed(source, { kind: 'js' });
  assert.equal(
    code.split('\n').findIndex((line) => line.includes('lastLine')),
    source.split('\n').findIndex((line) => line.includes('lastLine')),
  );
});

test('directives stay directives, the hashbang stays first', () => {
  const { code, bringAt } = analyzed("#!/usr/bin/env node\n'use strict'\nconst a = f()", {
    kind: 'js',
    format: 'commonjs',
  });
  assert.match(code, /^#!\/usr\/bin\/env node\n'use strict';/);
  assert.equal(bringAt, code.indexOf("'use strict';") + "'use strict';".length);
});

test('names that the source uses are not taken', () => {
  const { code, prefix } = analyzed('const $$i = 1, $$i_ = f()', { kind: 'js' });
  assert.ok(prefix.length > 3 && !'const $$i = 1, $$i_ = f()'.includes(prefix));
  assert.ok(code.includes(`${prefix}p.`));
});

test('code that sees names is left alone', () => {
  const { code } = analyzed('function f(a) { return eval("a + 1") + g(a) }', { kind: 'js' });
  assert.ok(code.startsWith('function f(a) { return eval("a + 1") + g(a) }'));
});

test('syntax and early errors are left to the runtime', () => {
  for (const text of ['const = 1', 'let x = 1; let x = 2', 'import { a } from "./a.js"; const a = 1'])
    assert.deepEqual(analyze({ path: '/w/m.js', text, format: 'module', kind: 'js', options: {} }), {
      problem: 'syntax',
    });
});

test('the format is told by the syntax where nothing else tells it', () => {
  const format = (text: string) => analyzed(text, { kind: 'js', format: 'detect' }).format;
  assert.equal(format('import a from "a"'), 'module');
  assert.equal(format('const x = require("x")'), 'commonjs');
  assert.equal(format('const x = await f()'), 'module');
  assert.equal(format('console.log(import.meta.url)'), 'module');
});

test('enums, namespaces and parameter properties keep their places', () => {
  const { sites, rewritten } = analyzed(
    'enum L { A }\nclass P { constructor(private n: number) {} }\nconst made = new P(L.A)\n',
  );
  assert.ok(rewritten);
  const call = sites.find(([, , , , name]) => name === 'new P()');
  assert.deepEqual(call?.slice(5, 7), [3, 13]);
});
