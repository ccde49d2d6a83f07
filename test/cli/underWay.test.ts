/** What is told of a program that is still running, and of one that did not come to its end: the way to where it is or was. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { makeWorkspace, type Workspace } from '../recorder/workspaceFixture.ts';
import { interim, startInterim } from './interim.ts';

const WAITING = {
  'wait.py': `import sys

def ask(rows):
    kept = [row for row in rows if row]
    print("ready", flush=True)
    answer = sys.stdin.readline()
    return kept

def main():
    rows = [1, 0, 2]
    for turn in range(3):
        out = ask(rows)
    print(out)

main()
`,
  'wait.ts': `import { readFileSync } from 'node:fs';

function ask(rows: number[]) {
  const kept = rows.filter(Boolean);
  console.log('ready');
  const answer = readFileSync(0, 'utf8');
  return answer ? kept : [];
}
async function main() {
  const rows = [1, 0, 2];
  for (let turn = 0; turn < 3; turn++) {
    await null;
    const out = ask(rows);
    console.log(out);
  }
}
await main();
`,
};
const LINES = {
  'wait.py': { calls: ['main()', 'for turn', 'out = ask(rows)'], inside: 'answer = sys.stdin' },
  'wait.ts': { calls: ['await main()', 'for (let turn', 'const out = ask'], inside: 'const answer =' },
};

async function command(work: Workspace, args: string[]): Promise<string> {
  return (await interim(work, args, '', { env: { COLUMNS: '120' } })).stdout;
}

/** The rows that say it, by how their code begins. */
function saying(shown: string, word: string): string[] {
  const rows = shown.split('\n').filter((line) => line.includes(word));
  return rows.flatMap((line) => /^ +\d+ +(.*)/.exec(line)?.[1] ?? []);
}

async function waitsThenStops(t: TestContext, file: keyof typeof WAITING): Promise<void> {
  const work = makeWorkspace(t, { [file]: WAITING[file] });
  const { calls, inside } = LINES[file];
  const check = (shown: string, word: string): void => {
    const rows = saying(shown, word);
    for (const code of [...calls, inside])
      assert.ok(
        rows.some((row) => row.startsWith(code)),
        `${code}\n${shown}`,
      );
    assert.match(shown, /kept = .* kept #\d+ +2 items/);
  };
  const started = startInterim(work, ['run', file]);
  await started.said('ready');
  check(await command(work, ['show']), 'running');
  started.child.kill('SIGTERM');
  await started.ended;
  check(await command(work, ['show']), 'not finished');
  const graph = await command(work, ['graph', '--format', 'mermaid']);
  assert.match(graph, /"answer|readline|readFileSync/);
  // What drives the whole has no box, as in a run that came to its end.
  assert.doesNotMatch(graph, /subgraph.*main/);
  assert.equal(graph.split('stopped here').length, 2, graph);
}

for (const file of ['wait.py', 'wait.ts'] as const)
  test(`${file}: where it is while it runs, and where it was when it was stopped`, (t) => waitsThenStops(t, file));

const FORKING = `import multiprocessing

def square(x):
    return x * x

def main():
    with multiprocessing.get_context("fork").Pool(2) as pool:
        squares = pool.map(square, [1, 2, 3])
    print(squares)

main()
`;
test('what a forked child was started in is its parent’s to end', { skip: process.platform === 'win32' }, async (t) => {
  const work = makeWorkspace(t, { 'a.py': FORKING });
  await interim(work, ['run', 'a.py']);
  const shown = await command(work, ['show', '--all']);
  assert.match(shown, /\n +8 +squares = pool\.map\(.* squares #\d+ +3 items/);
  assert.match(shown, /\n +4 +return x \* x/);
  assert.doesNotMatch(shown, /not finished/);
  assert.doesNotMatch(await command(work, ['graph']), /ended here/);
});

const LEAVING = {
  'leave.py': 'import os\n\ndef leave(rows):\n    os._exit(len(rows))\n\nleave([1, 2, 3])\n',
  'leave.ts': 'function leave(rows: number[]) {\n  process.exit(rows.length);\n}\nleave([1, 2, 3]);\n',
};
for (const file of ['leave.py', 'leave.ts'] as const)
  test(`${file}: what left the program is told`, async (t) => {
    const work = makeWorkspace(t, { [file]: LEAVING[file] });
    await interim(work, ['run', file]);
    const rows = saying(await command(work, ['show']), 'not finished');
    assert.equal(rows.length, 2, rows.join('\n'));
    assert.match(rows.join('\n'), /^leave\(\[1, 2, 3\]\)[\s\S]*(os\._exit|process\.exit)/);
  });
