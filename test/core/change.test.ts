/** What a change is told against: the statement's own input, and only like with like. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeArtifact } from '../../src/core/detail.ts';
import { buildShow } from '../../src/core/show.ts';
import { runText } from './tinyProgram.ts';

/** The badges of the last statement. */
function change(name: string, program: string, ...expected: string[]): void {
  test(name, () => {
    const row = buildShow(runText(program)).rows.at(-1);
    assert.deepEqual(
      row?.badges.map((badge) => badge.text),
      expected,
    );
  });
}

change(
  'a chain is told against what went into the statement, also where it is written a link a line',
  `t = read()  # table 10x2 a:int b:int
u = (
  t.filter()  # table 8x2 a:int b:int
  .derive()  # table 8x3 a:int b:int c:int
  .derive()  # table 8x4 a:int b:int c:int d:int
)
`,
  '−2 rows',
  '+2 columns',
);

change(
  'through a group-by and a lazy frame, which have no rows',
  `t = read()  # table 10x3 a:int b:int c:int
g = t.group()  # other
l = g.lazy()  # lazy
u = l.collect()  # table 3x2 a:int n:int
`,
  '−7 rows',
  '−1 column',
);

change(
  'what only some records of a sample have may be in those that were not looked at',
  't = read()  # table 9000x3 a:int b:int odd?:int\nu = t.late()  # table 9000x4 a:int b:int late:bool rare?:int\n',
  '+1 column',
);

change('a list is no table', 't = read()  # table 10x3 a:int b:int c:int\nu = t.names()  # collection 3\n');

change(
  'an argument of another meaning is no input of a change',
  't = read()  # table 3x2 faa:str name:str\nu = fetch(t)  # table 900x4 day:str wind:int rain:int temp:int\n',
);

change(
  'an argument with the same columns is',
  't = read()  # table 30x3 a:int b:int c:int\nu = sample(t)  # table 9x3 a:int b:int c:int\n',
  '−21 rows',
);

change(
  'nulls in words that read alone',
  't = read()  # table 9x2 a:int/3 b:int\nu = t.fill()  # table 9x2 a:int b:int/2\n',
  'a: no more nulls',
  'b: +2 nulls',
);

change(
  'a type that could not be told has not changed',
  't = read()  # table 9x1 a:int\nu = t.filter()  # table 9x1 a:unknown\n',
);

test('the detail of a chain’s end is told against the same, and says against what; a link on the way against the link before', () => {
  const run = runText(
    't = read()  # table 10x2 a:int b:int\nu = t.head().wide()  # table 8x2 a:int b:int ; table 8x3 a:int b:int c:int\n',
  );
  const said = ['2', '3'].map((id) => {
    const detail = describeArtifact(run, id);
    return [detail?.badges.map((badge) => badge.text).join(), detail?.changedFrom?.shape];
  });
  assert.deepEqual(said, [
    ['−2 rows', '10 × 2'],
    ['−2 rows,+1 column', '10 × 2'],
  ]);
});

change(
  'a list of a list of lists is no smaller list',
  'q = read()  # collection 8 of:collection\nn = q.shift()  # collection 2\n',
);

change(
  'a list of what is in a list is',
  'q = read()  # collection 8 of:int\nn = q.filter()  # collection 2 of:str\n',
  '−6 items',
);

change('a mean over a matrix is no smaller matrix', 'm = read()  # array 500x4\nn = m.mean()  # array 4\n');

change('a part of a matrix is', 'm = read()  # array 500x4\nn = m.part()  # array 300x4\n', '−200 rows');
