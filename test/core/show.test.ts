/** The show table of tiny programs: the story in source order, folded where it is long. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildShow, type ShowOptions } from '../../src/core/show.ts';
import { runText } from './tinyProgram.ts';

function rows(program: string, options: ShowOptions = {}): string {
  return buildShow(runText(program), undefined, options)
    .rows.map((row) => {
      const made = row.made === undefined ? '' : ` | ${row.made.name} ${row.made.shape}`;
      const badges = row.badges.map((badge) => ` {${badge.text}}`).join('');
      const times = row.executions > 1 ? ` ×${row.executions}` : '';
      const folded = row.folded === undefined ? '' : ` (${row.folded} inside)`;
      const error = row.error === undefined ? '' : ` !${row.error.type}`;
      return `${'  '.repeat(row.depth)}${row.place.line} ${row.code}${made}${badges}${times}${folded}${error}`;
    })
    .join('\n');
}

const STORY = `a = read()  # table 9x2
b = read()  # table 4x2
def join(x, y):
  z = x.merge(y)  # table 7x4
  return z.sort()  # table 7x4
c = join(a, b)
for part in c:  # 3
  d = part.head()  # table 1x4 ; table 1x4 ; table 1x4
e = c.tail()  # table 2x4
f = e.tail()  # table 1x4
if f:  # no
  g = f.tail()  # table 1x4
`;

test('functions and loops are folded and say how much is inside', () => {
  assert.equal(
    rows(STORY),
    [
      '1 a = read() | a 9 × 2',
      '2 b = read() | b 4 × 2',
      '6 c = join(a, b) | c 7 × 4 {−2 rows} {+2 columns} (2 inside)',
      '7 for part in c: … ×3 (1 inside)',
      '9 e = c.tail() | e 2 × 4 {−5 rows}',
      '10 f = e.tail() | f 1 × 4 {−1 row}',
      '11 if f: …',
    ].join('\n'),
  );
});

test('unfolded, what was called stands under its call', () => {
  assert.match(
    rows(STORY, { unfold: true }),
    /6 c = join.*\n {2}4 z = x\.merge\(y\) \| z 7 × 4.*\n {2}5 return z\.sort\(\)/,
  );
});

test('a program that is all in main() is told from the inside', () => {
  const inside = rows('def main():\n  a = read()  # table 9x2\n  b = a.tail()  # table 2x2\nmain()\n');
  assert.equal(inside, '4 main()\n  2 a = read() | a 9 × 2\n  3 b = a.tail() | b 2 × 2 {−7 rows}');
});

test('an exception opens the way to the line that raised it', () => {
  const story = rows('a = read()  # table 9x2\ndef check(t):\n  t.validate()  # raises ValueError\ncheck(a)\n');
  assert.match(story, /4 check\(a\)\n {2}3 t\.validate\(\) !ValueError/);
});
