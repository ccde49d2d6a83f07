/** The show table of tiny programs: the story in source order, folded where it is long. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildShow, type ShowOptions } from '../../src/core/show.ts';
import { runText } from './tinyProgram.ts';

function rows(program: string, options: ShowOptions = {}): string {
  return buildShow(runText(program), undefined, options)
    .rows.map((row) => {
      const made = [row, ...(row.also ?? [])]
        .map(({ made, badges }) =>
          made === undefined
            ? ''
            : ` | ${made.name} ${made.shape}${badges.map((badge) => ` {${badge.text}}`).join('')}`,
        )
        .join('');
      const times = row.executions > 1 ? ` ×${row.executions}` : '';
      const folded = row.folded === undefined ? '' : ` (${row.folded} inside)`;
      const error = row.error === undefined ? '' : ` !${row.error.type}`;
      return `${'  '.repeat(row.depth)}${row.place.line} ${row.code}${made}${times}${folded}${error}`;
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

test('several names at once are all told, each with its own change', () => {
  const story = rows(`t = read()  # table 9x2 a:int b:int
train, valid = split(t)  # collection 2 ; table 6x2 a:int b:int ; table 3x2 a:int b:int
`);
  assert.match(story, /2 train, valid = split\(t\) \| train 6 × 2 \{−3 rows\} \| valid 3 × 2 \{−6 rows\}$/);
});

test('what is stored into an object is told as the object’s new version, by the name it has there', () => {
  const story = rows(
    `a = read()  # table 9x2 a:int b:int
def fill(t):
  t["c"] = t["a"]  # series 9 ; table 9x3 a:int b:int c:int
  return t
b = fill(a)
`,
    { unfold: true },
  );
  assert.match(story, /3 t\["c"\] = t\["a"\] \| t 9 × 3 \{\+1 column\}/);
  assert.match(story, /5 b = fill\(a\) \| b 9 × 3 \{\+1 column\}/);
});

test('a loop shows what it changed, else nothing', () => {
  const story = rows(`c = read()  # table 9x2
out = start()  # table 0x2
for part in c:  # 3 table 3x2
  out.add(part)  # in-place table 3x2 ; in-place table 3x2 ; in-place table 3x2
for part in c:  # 2 table 3x2
  print(part)  # other
`);
  assert.match(story, /3 for part in c: … \| out 3 × 2 \{\+3 rows\} ×3 \(1 inside\)/);
  assert.match(story, /5 for part in c: … ×2 \(1 inside\)/);
});

test('every statement that calls a function says how much is inside', () => {
  const story = rows('def f(t):\n  return t.tail()  # table 2x2\na = f(1)\nb = f(2)\n');
  assert.equal(story.match(/\(1 inside\)/g)?.length, 2);
});

test('a function’s value that callers gave several names goes by the function', () => {
  const story = rows('def f(t):\n  return t.tail()  # table 2x2\na = f(1)\nb = f(2)\n', { unfold: true });
  assert.match(story, /2 return t\.tail\(\) \| f\(\) 2 × 2/);
});

test('what is held by a name and has none itself is told as the holder', () => {
  const program = `rows = read()  # table 9x2
groups = collect()  # record 0
for row in rows:  # 1 record 2
  groups["a"].append(row)  # collection 0 ; in-place collection 1 in groups record 1
`;
  assert.match(rows(program), /3 for row in rows: … \| groups 1/);
  assert.match(rows(program, { unfold: true }), / {2}4 groups\["a"\]\.append\(row\) \| groups 1/);
});

test('inside of a loop that was recorded in part, only what was kept is told', () => {
  const program = `rows = read()  # table 9x2
for row in rows:  # 2 of 500 record 2
  total = row.sum()  # 3 ; 4
`;
  const [, loop, inside] = buildShow(runText(program), undefined, { unfold: true }).rows;
  assert.deepEqual([loop?.executions, loop?.recorded, loop?.sampled], [500, 2, undefined]);
  assert.deepEqual([inside?.recorded, inside?.sampled], [2, true]);
});
