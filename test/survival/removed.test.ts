/** The run folder is taken away under a running program: it goes on, imports what it has not yet imported, starts others, and ends as ever. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { test } from 'node:test';
import { onlyRun, plainly, startInterim } from '../cli/interim.ts';
import { makeWorkspace } from '../recorder/workspaceFixture.ts';

const posix = { skip: process.platform === 'win32' };

const PROGRAMS: Record<string, string> = {
  'a.py': `import sys
rows = [{"n": 1}, {"n": 2}]
print("up", flush=True)
word = sys.stdin.readline()
import later
more = [dict(row, word=word) for row in later.double(rows)]
for n in range(2000):
    rows = rows[-5:] + [{"n": n, "text": str(n) * 50}]
print(len(more), rows[-1]["n"], flush=True)
import multiprocessing, subprocess
print(subprocess.run([sys.executable, "later.py"]).returncode, flush=True)
forked = multiprocessing.get_context("fork").Process(target=later.double, args=(rows,))
forked.start()
forked.join()
print(forked.exitcode)
1 / 0
`,
  'later.py': 'def double(rows):\n    return rows + rows\n',
  'a.mjs': `import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
let rows = [{ n: 1 }, { n: 2 }];
console.log('up');
const word = readFileSync(0, 'utf8');
const later = await import('./later.mjs');
const more = later.double(rows).map((row) => ({ ...row, word }));
for (let n = 0; n < 2000; n++) rows = [...rows.slice(-5), { n, text: String(n).repeat(50) }];
console.log(more.length, rows.at(-1).n);
console.log(String(execFileSync(process.execPath, ['later.mjs', 'x'])));
null.nothing;
`,
  'later.mjs': 'export const double = (rows) => [...rows, ...rows];\nif (process.argv[2]) console.log(double([1]));\n',
};

for (const file of ['a.py', 'a.mjs'])
  for (const what of ['the run folder', 'everything of Interim'])
    test(`${what} is removed under a running program (${file})`, posix, async (t) => {
      const work = makeWorkspace(t, PROGRAMS);
      const plain = await plainly(work, file, [], 'go\n');
      const run = startInterim(work, ['run', '--quiet', file]);
      await run.said('up');
      rmSync(what === 'the run folder' ? onlyRun(work).folder : work.at('.interim'), { recursive: true });
      run.child.stdin?.end('go\n');
      assert.deepEqual(await run.ended, plain);
    });
