/** One artifact's story, and finding it from a position in the source. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeArtifact } from '../../src/core/detail.ts';
import { buildGraph, defaultCut } from '../../src/core/graph.ts';
import { artifactAt, nodeAt } from '../../src/core/lookup.ts';
import { addRecords, createRun } from '../../src/core/run.ts';
import { header, recordText, runText } from './tinyProgram.ts';

const TEXT = `raw = read()  # table 9x2 a:int/3=p b:int=q
def clean(t):
  t = t.dropna()  # table 6x2 a:int=r b:int=q
  t["c"] = t["a"]  # series 6 ; table 6x3 a:int=r b:int=q c:int=r
  return t
out = clean(raw)
small = out.head().tail()  # table 5x3 ; table 2x3
`;
const run = runText(TEXT);

/** The artifact that stands at a mark in the text: `word@line`, at its first occurrence or the n-th. */
function hovered(line: number, word: string, nth = 1): string | undefined {
  const text = TEXT.split('\n')[line - 1] ?? '';
  let column = -1;
  for (let n = 0; n < nth; n++) column = text.indexOf(word, column + 1);
  const found = artifactAt(run, '/w/train.py', line, column);
  const detail = found === undefined ? undefined : describeArtifact(run, found.artifact);
  return detail === undefined ? undefined : `${detail.name} v${detail.artifactVersion} ${detail.shape}`;
}

test('a variable is shown in the version that it held there', () => {
  assert.equal(hovered(1, 'raw'), 'raw v1 9 × 2');
  assert.equal(hovered(3, 't'), 't v1 6 × 2', 'written');
  assert.equal(hovered(3, 't', 2), 'raw v1 9 × 2', 'read');
  assert.equal(hovered(6, 'raw'), 'raw v1 9 × 2');
  assert.equal(hovered(6, 'out'), 'out v2 6 × 3');
});

test('an expression is shown by the innermost step that covers it', () => {
  assert.match(hovered(7, 'head') ?? '', /5 × 3/);
  assert.match(hovered(7, 'tail') ?? '', /2 × 3/);
  assert.equal(hovered(2, 'def'), undefined);
});

test('versions, inputs, uses and column changes', () => {
  const id = artifactAt(run, 'train.py', 6, 0)?.artifact ?? '';
  const detail = describeArtifact(run, id);
  assert.ok(detail);
  assert.equal(detail.previous?.shape, '6 × 2');
  assert.deepEqual(
    detail.inputs.map((link) => [link.role, link.artifact.shape]),
    [
      ['receiver', '6 × 2'],
      ['value', '6'],
    ],
  );
  assert.equal(detail.inputs[1]?.artifact.name, 't["a"]', 'what has no name goes by its code, not by its sign');
  assert.deepEqual(
    detail.usedBy.map((link) => link.artifact.shape),
    ['5 × 3'],
  );
  assert.deepEqual(
    detail.columnChanges.map((change) => [change.name, change.change]),
    [
      ['a', 'unchanged'],
      ['b', 'unchanged'],
      ['c', 'new'],
    ],
  );
  assert.equal(detail.enclosingFunction, 'clean(t)');
  assert.equal(detail.code, 't["c"] = t["a"]');
});

test('every node is where the editor’s cursor finds it, and every artifact of a node can be described', () => {
  const view = buildGraph(run);
  for (const node of view.nodes.filter((node) => node.form === 'step')) {
    const { path, line, column } = node.place;
    assert.ok(nodeAt(run, defaultCut(), path, line, column), node.id);
    assert.ok(describeArtifact(run, node.artifact?.id ?? ''), node.id);
  }
});

test('names that no artifact has are no artifact', () => {
  for (const id of ['', '0', '999', '-1', '1.1', 'x', '__proto__', '1e3', '99999999999'])
    assert.equal(describeArtifact(run, id), undefined);
});

test('code of several lines has the place of the statement, where the artifact was made by a part of it', () => {
  const text = `raw = read()  # table 9x2
out = (
  raw.head()  # table 5x2
  .tail()  # table 2x2
)
`;
  const many = runText(text);
  const detail = describeArtifact(many, artifactAt(many, '/w/train.py', 2, 0)?.artifact ?? '');
  assert.equal(detail?.code.split('\n')[0], 'out = (');
  assert.equal(detail?.codePlace.line, 2);
});

test('what the head of a loop made as it ended belongs to no iteration', () => {
  const { records } = recordText([
    ['train.py', 'for part in parts:  # 2 table 5x2\n  small = part.head()  # table 2x2 ; table 2x2\n'],
  ]);
  const within = records.filter((each) => each.k === 'step' && each.it !== undefined);
  const last = within.at(-1);
  assert.ok(last?.k === 'step');
  const made = last.out?.[0]?.[0];
  const iterationWhere = (it: number) => {
    const ended = createRun(header());
    addRecords(
      ended,
      '0',
      records.map((each) => (each === last ? { ...last, it } : each)),
    );
    return describeArtifact(ended, String(made))?.iteration;
  };
  assert.deepEqual(iterationWhere(1), { index: 1, of: 2, recorded: 2 });
  assert.equal(iterationWhere(2), undefined);
});
