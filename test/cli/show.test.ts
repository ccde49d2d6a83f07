/** What the reading commands tell about a run, checked against the program's own text. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { makeWorkspace, type Workspace } from '../recorder/workspaceFixture.ts';
import { interim } from './interim.ts';

const PROGRAM = `import pandas as pd

def clean(table):
    table = table.dropna(subset=["price"])
    table["total"] = table["price"] * table["count"]
    return table

orders = pd.DataFrame({"price": [1.5, None, 3.0], "count": [2, 1, 4], "who": ["a", "<b>|", "\\x1b[31mred"]})
good = clean(orders)
best = 0
for row in good.itertuples():
    best = max(best, row.total)
if best < 0:
    print("never")
print(best)
`;

async function recorded(t: TestContext, text = PROGRAM, file = 'a.py'): Promise<Workspace> {
  const work = makeWorkspace(t, { [file]: text });
  const outcome = await interim(work, ['run', file]);
  assert.equal(outcome.stdout.split('\n').length > 0, true);
  return work;
}

const out = async (work: Workspace, args: string[], columns = '120'): Promise<string> =>
  (await interim(work, args, '', { env: { COLUMNS: columns } })).stdout;

test('show: each line with what it made, loops folded, what did not run said', async (t) => {
  const work = await recorded(t);
  const lines = (await out(work, ['show'])).split('\n');
  const row = (number: number): string => lines.find((line) => line.startsWith(String(number).padStart(4))) ?? '';
  assert.match(lines[0] ?? '', /^a\.py .*CPython 3.* · finished .* steps .* artifacts/);
  assert.match(row(8), /orders #\d+ +3 × 3/);
  assert.match(row(9), /good = clean\(orders\) +good #\d+ +2 × 4 +−1 row, \+1 column/);
  assert.match(row(11), /for row in good.itertuples\(\).*×2/);
  assert.match(row(13), /if best < 0.*did not run/);
});

test('show --function opens that function, --all everything', async (t) => {
  const work = await recorded(t);
  const one = await out(work, ['show', '--function', 'clean']);
  assert.match(one, /\n +4 +table = table\.dropna\(.*2 × 3/);
  assert.doesNotMatch(one, /\n +12 +best = max/);
  assert.match(await out(work, ['show', '--all']), /\n +12 +best = max/);
});

const FITTED = `from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

model = make_pipeline(StandardScaler(), LinearRegression())
model.fit([[1.0], [2.0], [3.0]], [2.0, 4.0, 6.0])
print(model.predict([[4.0]]))
`;

test('show: fit makes the model anew, not the estimators and lists inside it', async (t) => {
  const work = await recorded(t, FITTED);
  assert.match(await out(work, ['show']), /\n +6 +model\.fit\(.* model #\d+ +Pipeline/);
});

const THREADED = `import threading

def work(rows):
    kept = [row for row in rows if row > 1]
    done.append(kept)

done = []
worker = threading.Thread(target=work, args=([1, 2, 3],))
worker.start()
worker.join()
print(done)
`;

test('show: what no statement called, a thread’s work here, is told where it stands', async (t) => {
  const work = await recorded(t, THREADED);
  assert.match(await out(work, ['show']), /\n +3 +def work\(rows\): ….*\n +4 +kept = .* kept #\d+ +2 items/);
});

const STREAMED = `import { Readable, Writable } from 'node:stream';

const kept: { id: number }[] = [];
const sink = new Writable({
  objectMode: true,
  write(row: { id: number }, _, done) {
    const next = { ...row, id: row.id + 1 };
    kept.push(next);
    done();
  },
});
const starts = [{ from: 1 }, { from: 0 }];
for (const { from } of starts.filter((some) => some.from > 0)) {
  Readable.from([from, from + 1].map((id) => ({ id }))).pipe(sink);
}
`;

test('show: what stands in an expression and something else called, a stream here, is told under it', async (t) => {
  const work = await recorded(t, STREAMED, 'a.ts');
  assert.match(
    await out(work, ['show']),
    /\n +4 +const sink = .*\n +6 +write\(row.*×2.*\n +7 +const next = .*×2 +next #\d+.*\n +8 +kept\.push\(next\).*kept #\d+ +2 × 1/,
  );
});

const GROWN = `const rows: { n: number }[] = [];
for (const n of Array.from({ length: 500 }, (_, i) => i)) rows.push({ n });
console.log(rows.filter((row) => row.n > 5).length);
`;

test('graph: a loop of which some turns were recorded shows what it left', async (t) => {
  const work = await recorded(t, GROWN, 'a.ts');
  assert.match(await out(work, ['graph', '--format', 'mermaid']), /"rows {2}500 × 1<br\/>for /);
});

test('show fits the terminal and obeys nothing that stands in data', async (t) => {
  const work = await recorded(t);
  for (const columns of ['60', '90', '200'])
    for (const line of (await out(work, ['show'], columns)).split('\n').slice(2))
      assert.ok([...line].length <= Number(columns), `${columns}: ${line}`);
  const shown = await out(work, ['artifact', 'orders']);
  assert.ok(!shown.includes('\x1b'), 'no escape reaches the terminal');
  assert.match(shown, /<b>\|/);
});

test('an exception is shown where it went through, with what there was before', async (t) => {
  const work = await recorded(
    t,
    'def check(rows):\n    size = len(rows)\n    assert size > 5, "too few"\n\nrows = [1, 2, 3]\ncheck(rows)\nprint("never")\n',
  );
  const shown = await out(work, ['show']);
  assert.match(shown, /failed \(1\)/);
  assert.match(shown, /\n +5 +rows = \[1, 2, 3\] +rows #\d+ +3 items/);
  assert.match(shown, /\n +6 +check\(rows\).*\n +2 .*\n +3 +assert size > 5.*\n +✗ AssertionError: too few/);
  assert.doesNotMatch(shown, /\n +7 .*(?<!did not run)\n/);
});

test('artifact: by id and by name, the facts and as many rows as asked for', async (t) => {
  const work = await recorded(t);
  const detail = JSON.parse(await out(work, ['artifact', 'good', '--json']));
  assert.deepEqual([detail.version, detail.kind, detail.summary.shape], [1, 'table', [2, 4]]);
  assert.deepEqual(
    detail.summary.columns.map((column: { name: string }) => column.name),
    ['price', 'count', 'who', 'total'],
  );
  assert.equal(detail.preview.rows.length, 2);
  const byId = await out(work, ['artifact', detail.run.slice(-4), detail.id, '--rows', '1']);
  assert.match(byId, /good .*DataFrame .*2 × 4/);
  assert.match(byId, /total +float64 +0 +3 +12/);
  assert.match(byId, /… 1 more rows?/);
  const missing = await interim(work, ['artifact', 'nothing']);
  assert.deepEqual([missing.code, missing.stdout], [2, '']);
  assert.match(missing.stderr, /no artifact nothing/);
});

test('graph: as JSON, DOT and Mermaid, at each level', async (t) => {
  const work = await recorded(t);
  const view = JSON.parse(await out(work, ['graph']));
  assert.equal(view.version, 1);
  const labels = view.nodes.map((node: { label: string }) => node.label);
  assert.ok(labels.includes('orders') && labels.includes('good'), labels.join(' '));
  assert.match(await out(work, ['graph', '--format', 'dot']), /^digraph[\s\S]*orders/);
  assert.match(await out(work, ['graph', '--format', 'mermaid']), /^(flowchart|graph) [\s\S]*orders/);
  const functions = JSON.parse(await out(work, ['graph', '--level', 'function']));
  assert.ok(functions.nodes.length < JSON.parse(await out(work, ['graph', '--level', 'expression'])).nodes.length);
});

test('runs: newest first, also as JSON', async (t) => {
  const work = await recorded(t);
  await interim(work, ['run', 'a.py', '--again']);
  const { version, runs } = JSON.parse(await out(work, ['runs', '--json']));
  assert.equal(version, 1);
  assert.deepEqual(
    runs.map((run: { args: string[] }) => run.args),
    [['--again'], []],
  );
  const show = JSON.parse(await out(work, ['show', '--json']));
  assert.deepEqual([runs[0].id, runs[0].steps, runs[0].artifacts], [show.run.id, show.run.steps, show.run.artifacts]);
  assert.match(await out(work, ['runs']), /a\.py --again +finished/);
});

test('a list that grows turn by turn is told as it is in the end, also past the turns that were recorded', async (t) => {
  const work = await recorded(
    t,
    'rows = []\nfor n in range(6000):\n    row = {"n": n}\n    rows.append(row)\nprint(len(rows))\n',
  );
  assert.match(await out(work, ['show']), /for n in range\(6000\).* rows #\d+ +6,000 × 1 +\+6,000 rows/);
  const shown = await out(work, ['artifact', 'rows']);
  assert.match(shown, /rows {2}list {2}6,000 × 1/);
  assert.match(shown, /n +int +0 +0 +5999/);
});

const RARE = {
  'rare.py': `def parse(row):
    try:
        return row["x"] * 2
    except KeyError:
        return str(row)


kept = []
for n in range(9000):
    row = {} if n == 8000 else {"x": n}
    parse(row)
    if n == 8500:
        kept.append(row)
    elif n < 0:
        kept.append(str(row))
print(len(kept))
`,
  'rare.ts': `const kept: object[] = [];
for (let n = 0; n < 9000; n++) {
  const row = { x: n };
  if (n === 8500) {
    kept.push(row);
  } else if (n < 0) {
    kept.push([row]);
  }
}
console.log(kept.length);
`,
};

test('a branch that only turns took which were not recorded ran, in Node it is kept; one that none took did not', async (t) => {
  const python = await out(await recorded(t, RARE['rare.py'], 'rare.py'), ['show', '--all']);
  assert.match(python, /\n +4 +except KeyError: … +ran, none kept/);
  assert.match(python, /\n +9 +for n in range\(9000\): … +×9,000 +kept #\d+ .*\+1 item/);
  assert.match(python, /\n +13 +kept\.append\(row\) +×1 kept +kept #\d+ .*\+1 item/);
  assert.match(python, /\n +14 +elif n < 0: … +did not run/);
  const node = await out(await recorded(t, RARE['rare.ts'], 'rare.ts'), ['show', '--all']);
  assert.match(node, /\n +2 +for \(let n = 0; n < 9000; n\+\+\) … +×9,000 +kept #\d+ .*\+1 item/);
  assert.match(node, /\n +5 +kept\.push\(row\); +×1 kept +kept #\d+ .*\+1 item/);
  assert.doesNotMatch(node, /none kept/);
  assert.match(node, /\n +6 +if \(n < 0\) … +did not run/);
});

test('of a program that was killed nobody knows which branches ran unrecorded', async (t) => {
  const ends = { 'rare.py': 'import os\nos.kill(os.getpid(), 9)\n', 'rare.ts': 'process.kill(process.pid, 9);\n' };
  for (const file of ['rare.py', 'rare.ts'] as const) {
    const shown = await out(await recorded(t, RARE[file] + ends[file], file), ['show', '--all']);
    assert.match(shown, /killed|ended by|SIGKILL/);
    assert.doesNotMatch(shown, /did not run/);
  }
});
