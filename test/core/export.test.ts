/** Graphs for other tools: labels come from data and source, and must stay labels whatever stands in them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toDot, toMermaid } from '../../src/core/export.ts';
import { buildGraph } from '../../src/core/graph.ts';
import type { GraphView } from '../../src/protocol/graph.ts';
import { runText } from './tinyProgram.ts';

const PROGRAM = `raw = read()  # table 9x2
def clean(t):
  return t.dropna()  # table 6x2
out = clean(raw)
`;

const view = buildGraph(runText(PROGRAM));

/** The same graph with every text of it replaced. */
const labelled = (text: string): GraphView => ({
  ...view,
  nodes: view.nodes.map((node) => ({ ...node, label: text, code: text, badges: [{ tone: 'plain', text }] })),
});

test('DOT: groups are clusters, edges go between numbered nodes', () => {
  const lines = toDot(view)
    .split('\n')
    .map((line) => line.trim());
  assert.equal(lines[0], 'digraph lineage {');
  assert.ok(lines.some((line) => line.startsWith('subgraph cluster_')));
  assert.ok(lines.includes('label="clean(t)";'));
  assert.equal(lines.filter((line) => /^n\d+ -> n\d+;$/.test(line)).length, 1);
});

test('Mermaid: groups are subgraphs, edges go between numbered nodes', () => {
  const lines = toMermaid(view)
    .split('\n')
    .map((line) => line.trim());
  assert.equal(lines[0], 'flowchart TD');
  assert.ok(
    lines.some((line) => /^subgraph n\d+\["clean#40;t#41;"\]$/.test(line)),
    lines.join('\n'),
  );
  assert.equal(lines.filter((line) => /^n\d+ --> n\d+$/.test(line)).length, 1);
});

const HOSTILE = [
  '"]; n0 -> evil; //',
  'a"] --> evil["x',
  '\\"; evil',
  'a\nend\nclick n0 "javascript:alert(1)"',
  '<img src=x onerror=alert(1)>',
  '%%{init: {}}%%',
  '\u0000\u001b[31m\u007f',
  '`{evil}` --- | {braces} #quot; &quot;',
  '\\',
  '\\N\\G\\l',
];

for (const text of HOSTILE)
  test(`a label is only a label: ${JSON.stringify(text)}`, () => {
    const shape = (drawn: string): string[] =>
      drawn.split('\n').map((line) => line.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/\[""\]/, '[]'));
    const plain = labelled('plain');
    const hostile = labelled(text);
    assert.deepEqual(shape(toDot(hostile)), shape(toDot(plain)));
    assert.deepEqual(shape(toMermaid(hostile)), shape(toMermaid(plain)));
    for (const drawn of [toDot(hostile), toMermaid(hostile)])
      assert.ok([...drawn].every((char) => char === '\n' || (char >= ' ' && char !== '\u007f')));
    assert.doesNotMatch(toMermaid(hostile), /<img|click n0 "|%%\{/);
  });
