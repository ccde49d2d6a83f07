/** `interim` on a notebook: how it runs, and how every answer tells its cells. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import type { ShowOutput } from '../../src/protocol/commandOutput.ts';
import type { ArtifactDetail } from '../../src/protocol/detail.ts';
import type { GraphView } from '../../src/protocol/graph.ts';
import { notebook } from '../recorder/notebookFixture.ts';
import { makeWorkspace } from '../recorder/workspaceFixture.ts';
import { interim, python, root, start } from './interim.ts';

const posix = { skip: process.platform === 'win32' };
const CELLS = [
  '# Orders',
  'import json\nimport os\nimport sys\nrows = json.load(open("orders.json"))',
  '# Clean',
  'kept = [row for row in rows if row["price"]]\nkept',
  'total = sum(row["price"] for row in kept)\nprint(total, os.path.basename(os.getcwd()), sys.argv)',
];
const ORDERS = '[{"price": 2}, {"price": null}, {"price": 5}]';

const files = (...cells: string[]) => ({
  'package.json': '{}',
  'sub/a.ipynb': notebook(cells),
  'sub/orders.json': ORDERS,
});
const shown = async (work: Parameters<typeof interim>[0]): Promise<ShowOutput> =>
  JSON.parse((await interim(work, ['show', '--json'])).stdout);

test('runs in its own folder, as it runs without Interim', posix, async (t) => {
  const work = makeWorkspace(t, files(...CELLS));
  const traced = await interim(work, ['run', '--quiet', 'sub/a.ipynb', '--fast']);
  const runner = path.join(root, 'dist/tracer/python/run_notebook.py');
  const plain = start(python, [runner, 'a.ipynb', '--fast'], { cwd: work.at('sub') });
  assert.deepEqual(traced, await plain.ended);
  assert.deepEqual([traced.code, traced.stderr], [0, '']);
  assert.equal(traced.stdout, "[{'price': 2}, {'price': 5}]\n7 sub ['a.ipynb', '--fast']\n");
});

test('the table tells cells, and lines in them', posix, async (t) => {
  const work = makeWorkspace(t, files(...CELLS));
  await interim(work, ['run', '--quiet', 'sub/a.ipynb']);
  const { stdout } = await interim(work, ['show'], '', { env: { COLUMNS: '160' } });
  const rows = stdout.split('\n').map((line) =>
    line
      .replace(/ +[\d.]+ (µs|ms|s)$/, '')
      .replace(/ #\d+/, '')
      .replace(/\s{2,}/g, '  ')
      .trim(),
  );
  assert.deepEqual(
    rows.filter((line) => /^In|^\d+:/.test(line)),
    [
      'In [1]  Orders',
      '1:4  rows = json.load(open("orders.json"))  rows  3 × 1',
      'In [2]  Clean',
      '2:1  kept = [row for row in rows if row["price"]]  kept  2 × 1  −1 row, price: no more nulls',
      '2:2  kept  kept  2 × 1',
      'In [3]  total = sum(row["price"] for row in kept)',
      '3:1  total = sum(row["price"] for row in kept)  total  7',
      '3:2  print(total, os.path.basename(os.getcwd()), sys.argv)',
    ],
  );
});

test('the graph has a group for each cell, and one node for it where groups are shut', posix, async (t) => {
  const work = makeWorkspace(t, files(...CELLS));
  await interim(work, ['run', '--quiet', 'sub/a.ipynb']);
  const graph = async (level: string): Promise<GraphView> =>
    JSON.parse((await interim(work, ['graph', '--json', '--level', level])).stdout);
  const { nodes } = await graph('statement');
  const kept = nodes.find(({ label }) => label === 'kept');
  assert.equal(nodes.find(({ id }) => id === kept?.parent)?.label, 'In [2] Clean');
  assert.deepEqual(kept?.place.cell, { number: 2, index: 3, id: 'cell-3', title: 'Clean', line: 1 });
  assert.deepEqual(
    (await graph('function')).nodes.filter(({ form }) => form === 'group').map(({ label, open }) => [label, open]),
    [
      ['In [1] Orders', false],
      ['In [2] Clean', false],
      ['In [3] total = sum(row["price"] for row in kept)', false],
    ],
  );
});

test('an artifact says its cell', posix, async (t) => {
  const work = makeWorkspace(t, files(...CELLS));
  await interim(work, ['run', '--quiet', 'sub/a.ipynb']);
  const { rows, run } = await shown(work);
  const kept = rows.find(({ code }) => code.startsWith('kept ='))?.made?.id ?? '';
  const told = await interim(work, ['artifact', run.id, kept]);
  assert.match(told.stdout, /sub\/a\.ipynb, cell 2:1:\d+\n/);
  const { stdout } = await interim(work, ['artifact', run.id, kept, '--json']);
  const detail: ArtifactDetail = JSON.parse(stdout);
  assert.deepEqual([detail.place.cell?.number, detail.place.cell?.line, detail.place.line], [2, 1, 5]);
  const [from] = detail.inputs;
  assert.deepEqual([from?.name, from?.place.cell?.number, from?.place.cell?.line], ['rows', 1, 4]);
});

test('where a cell fails, its error stands, and the cells below did not run', posix, async (t) => {
  const work = makeWorkspace(t, files('rows = [1]', 'rows[5]', 'more = sorted(rows)'));
  const { code, stderr } = await interim(work, ['run', '--quiet', 'sub/a.ipynb']);
  assert.equal(code, 1);
  assert.match(stderr, /^Traceback .*\n {2}Cell In\[2\], line 1, in <module>\n {4}rows\[5\]\n/);
  assert.match(stderr, /\nIndexError: list index out of range\n$/);
  const { rows, run } = await shown(work);
  assert.equal(run.state, 'failed');
  assert.deepEqual(
    rows.map((row) => [row.form, row.code, row.executions, row.error?.type ?? '']),
    [
      ['cell', 'rows = [1]', 1, ''],
      ['statement', 'rows = [1]', 1, ''],
      ['cell', 'rows[5]', 1, ''],
      ['statement', 'rows[5]', 1, 'IndexError'],
      ['cell', 'more = sorted(rows)', 0, ''],
    ],
  );
});

test('a secret in a cell is in no title', posix, async (t) => {
  const work = makeWorkspace(t, files('password = "correct horse battery"\nrows = [1]', 'rows.append(password)'));
  await interim(work, ['run', '--quiet', 'sub/a.ipynb']);
  const { stdout } = await interim(work, ['show', '--json']);
  assert.doesNotMatch(stdout, /correct horse/);
  assert.match(stdout, /password = /);
});
