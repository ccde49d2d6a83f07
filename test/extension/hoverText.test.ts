/** What a hover says, and that data in it stays data. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hoverText } from '../../src/extension/hover/hoverText.ts';
import { plainText } from '../../src/extension/hover/plainText.ts';
import type { Cell, Preview } from '../../src/protocol/artifact.ts';
import type { ArtifactDetail } from '../../src/protocol/detail.ts';

const place = { file: 'a.py', path: '/w/a.py', line: 1, column: 0, endLine: 1, endColumn: 5 };

function detailOf(given: Partial<ArtifactDetail>): ArtifactDetail {
  return {
    ...{ version: 1, id: '1', run: 'r', names: [], name: 'late', kind: 'table', type: 'DataFrame', artifactVersion: 1 },
    ...{
      next: [],
      detail: 'full',
      shape: '2 × 2',
      summary: {},
      place,
      code: 'late = f()',
      codePlace: place,
      siteLabel: 'f()',
      node: 'n',
    },
    ...{ step: 1, steps: 1, startMs: 0, durationMs: 1, inputs: [], usedBy: [], siblings: [], badges: [] },
    columnChanges: [],
    ...given,
  };
}

function tableOf(columns: string[], rows: Cell[][], total = rows.length, totalColumns = columns.length): Preview {
  return { form: 'table', columns, rows, totalRows: total, totalColumns };
}

function say(detail: Partial<ArtifactDetail>, preview?: Preview, stale = false): string {
  return hoverText({
    detail: detailOf(detail),
    preview,
    stale,
    when: 'just now',
    open: 'command:o',
    lineage: 'command:l',
  });
}

/** Entities back to the characters that a reader sees. */
const read = (markdown: string): string =>
  markdown.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replaceAll('&nbsp;', ' ');

const cellsOf = (line = ''): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

test('a table: facts, change, ten rows of eight columns, and what was left out', () => {
  const columns = Array.from({ length: 12 }, (_, at) => `c${at}`);
  const rows = Array.from({ length: 30 }, (_, row) => columns.map((_, at) => row * 100 + at));
  const text = read(
    say(
      {
        shape: '24,310 × 12',
        summary: { columns: [{ name: 'c0', type: 'int64', nulls: 3 }] },
        badges: [{ tone: 'removed', text: '−208 rows' }],
      },
      tableOf(columns, rows, 24_310, 12),
    ),
  );
  const [head, links, changes] = text.split('\n\n');
  assert.equal(head, '**late** · DataFrame · 24,310 × 12 · 3 nulls');
  // In sight above the table, of which VS Code shows the first lines only.
  assert.match(links ?? '', /^\[Open\]\(command:o .*\[Lineage\]\(command:l .* · just now$/);
  assert.equal(changes, '−208 rows');
  const table = text.split('\n').filter((line) => line.startsWith('|'));
  assert.equal(table.length, 4 + 10);
  assert.deepEqual(cellsOf(table[0]), ['', 'c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7']);
  assert.deepEqual(cellsOf(table[2]).slice(0, 2), ['', '*int64*']);
  assert.deepEqual(cellsOf(table[3]).slice(0, 3), ['*null*', '*3*', '']);
  assert.deepEqual(cellsOf(table[13]), ['9', '900', '901', '902', '903', '904', '905', '906', '907']);
  assert.match(text, /10 of 24,310 rows, 8 of 12 columns/);
});

test('absent values differ from text that merely says so', () => {
  const text = read(
    say(
      {},
      tableOf(
        ['a', 'b'],
        [
          [null, 'null'],
          [['nan'], ['date', '2013-01-01']],
        ],
      ),
    ),
  );
  const table = text.split('\n').filter((line) => line.startsWith('|'));
  assert.deepEqual(cellsOf(table[2]), ['0', '*null*', 'null']);
  assert.deepEqual(cellsOf(table[3]), ['1', '*NaN*', '2013-01-01']);
});

test('a file that changed since the run is said to', () => {
  assert.match(say({}, undefined, true), /\*The file has changed since this run\.\*/);
  assert.doesNotMatch(say({}), /changed since/);
});

test('anything less than full detail is said, with the reason', () => {
  assert.match(read(say({ detail: 'sample', why: 'size' })), /\*Statistics of a sample \(size\)\.\*/);
});

const HOSTILE = [
  '[click](command:evil)',
  '<img src=x onerror=alert(1)>',
  'a | b',
  '`code` **bold** _it_ ~~s~~',
  'https://evil.example/x www.evil.example me@evil.example',
  '$(bug)',
  '![i](https://evil.example/i.png)',
  '# heading\n- item\n\n---',
  '&lt;b&gt; &#60;',
  '\\[x\\]',
];

for (const hostile of HOSTILE)
  test(`data stays data: ${JSON.stringify(hostile)}`, () => {
    const text = plainText(hostile, 200);
    // Nothing that Markdown, its tables, its automatic links or HTML could take up is left outside an entity.
    assert.doesNotMatch(text.replace(/&(#\d+|nbsp);/g, ''), /[^\p{L}\p{N}\p{M} ⏎⇥‹›]/u);
    assert.equal(read(text), hostile.replaceAll('\n', '⏎'));
  });

test('control and direction characters are shown, not obeyed', () => {
  assert.equal(read(plainText('a\tb\u0000c\u202ed\u200be')), 'a⇥b␀c‹202E›d‹200B›e');
});

test('long text is cut by characters, never inside one', () => {
  assert.equal(plainText('😀'.repeat(100), 10), `${'😀'.repeat(9)}…`.replace('…', '&#8230;'));
});
