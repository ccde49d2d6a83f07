/** Lines of an edited file are mapped to the run only while their own text is unchanged. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mapLines, mapRange } from '../../src/extension/hover/mapLines.ts';

const ran = 'import pandas\n\na = 1\nb = (a +\n  2)\nc = a\nd = c\n';

function mapped(now: string): (number | undefined)[] {
  const map = mapLines(ran, now);
  return now.split('\n').map((_, at) => map.toRun(at + 1));
}

test('lines below an insertion move with it', () => {
  const now = ran.replace('a = 1\n', '# new\na = 1\n');
  assert.deepEqual(mapped(now), [1, 2, undefined, 3, 4, 5, 6, 7, 8]);
});

test('an edited line has no counterpart, its neighbours keep theirs', () => {
  assert.deepEqual(mapped(ran.replace('c = a', 'c = b')), [1, 2, 3, 4, 5, undefined, 7, 8]);
});

test('between two edits, lines that stand once are still found', () => {
  const now = ran.replace('a = 1', 'a = 10').replace('d = c', 'd = 5');
  assert.deepEqual(mapped(now), [1, 2, undefined, 4, 5, 6, undefined, 8]);
});

test('lines that changed places are not mapped across each other', () => {
  const map = mapLines('x = 1\ny = 2\nz = 3', 'z = 3\ny = 2\nx = 1');
  const order = [1, 2, 3].map((line) => map.toRun(line)).filter((line) => line !== undefined);
  assert.deepEqual(order, [...order].sort());
});

test('an expression over several lines is mapped only while they are together and unchanged', () => {
  assert.equal(mapRange(mapLines(ran, `# new\n${ran}`), 4, 5), 5);
  assert.equal(mapRange(mapLines(ran, ran.replace('  2)', '  3)')), 4, 5), undefined);
  assert.equal(mapRange(mapLines(ran, ran.replace('b = (a +\n', 'b = (a +\n# x\n')), 4, 5), undefined);
});
