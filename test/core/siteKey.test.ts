/** Site keys stay what they are when other parts of a file are edited. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runText } from './tinyProgram.ts';

const keysOf = (text: string): string[] => runText(text).sites.map((site) => site.key);

const base = ['a = read()', 'a = a.dropna()', 'a = a.sort()', 'b = a.head(n)', 'b = a.head(m)', 'f(b)'];

test('readable, told apart by what they call, numbered only when still equal', () => {
  assert.deepEqual(
    keysOf(base.join('\n')).filter((key) => key.split('>').length === 2),
    ['train.py>a', 'train.py>a=.dropna()', 'train.py>a=.sort()', 'train.py>b', 'train.py>b=.head()', 'train.py>f()'],
  );
});

test('a line added anywhere, with a name of its own, moves no key', () => {
  const before = keysOf(base.join('\n'));
  fc.assert(
    fc.property(fc.nat(base.length), fc.constantFrom('z = g()', 'h(q)', 'y = x.k().l()'), (at, line) => {
      const after = new Set(keysOf([...base.slice(0, at), line, ...base.slice(at)].join('\n')));
      assert.deepEqual(
        before.filter((key) => !after.has(key)),
        [],
      );
    }),
  );
});

test('an edit of arguments, and code put under an if, keep every statement’s key', () => {
  const statements = (text: string): string[] =>
    runText(text)
      .sites.filter((site) => site.kind === 'statement')
      .map((site) => site.key);
  const before = statements(base.join('\n'));
  assert.deepEqual(statements(base.join('\n').replace('(n)', '(n, other=1)')), before);
  assert.deepEqual(statements(`if a:\n${base.map((line) => `  ${line}`).join('\n')}`), before);
});

test('keys are unique', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...base), { maxLength: 30 }), (lines) => {
      const keys = keysOf(lines.join('\n'));
      assert.equal(new Set(keys).size, keys.length);
    }),
  );
});
