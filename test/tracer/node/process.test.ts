/** The program cannot tell, whole processes: how they end, what they print when they fail, what they leave behind. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTheme } from './corpus.ts';
import { knownDifference } from './knownDifferences.ts';
import { runPlain, runTraced, writeFolder } from './traced.ts';

const chosen = process.env.CASE?.split(',');

for (const { name, files, args, flags } of readTheme('process')) {
  if (chosen && !chosen.includes(name)) continue;
  test(name, async () => {
    const folder = writeFolder(files);
    const plain = runPlain(folder, name, args, flags);
    const { stdout, stderr, status, signal, records } = await runTraced(folder, name, args, flags);
    const why = knownDifference(`process/${name}`);
    const seen = { stdout, stderr, status, signal };
    if (why === undefined) assert.deepEqual(seen, plain);
    else assert.notDeepEqual(seen, plain, `no longer different: take it out (${why})`);
    assert.equal(records[0]?.k, 'start');
    if (signal === null) assert.equal(records.at(-1)?.k, 'end');
  });
}

test('TypeScript that Node alone would not run', async () => {
  const folder = writeFolder({
    'tsconfig.json': '{"compilerOptions":{"baseUrl":".","paths":{"@lib/*":["lib/*"]}}}',
    'm.ts':
      "import { Level, Box } from '@lib/box';\nimport { twice } from './lib/twice.js';\nconsole.log(Level.High, new Box(2).doubled(), twice(4));\nconsole.log(new Error('e').stack?.split('\\n')[1]?.split(':').slice(-2).join());\n",
    'lib/box.ts':
      'export enum Level { Low = 1, High }\nexport class Box { constructor(private n: number) {}\n doubled(): number { return this.n * 2 } }\n',
    'lib/twice.ts': 'export const twice = (n: number): number => n * 2;\n',
  });
  const { stdout, stderr, records } = await runTraced(folder, 'm.ts');
  assert.equal(stderr, '');
  assert.equal(stdout, '2 4 8\n4,13\n');
  assert.equal(records.filter((record) => record.k === 'module').length, 3);
});

test('killed at once, the run keeps what had begun', async () => {
  const folder = writeFolder({
    'm.mjs': "const rows = [1, 2].map((x) => x + 1);\nprocess.kill(process.pid, 'SIGKILL');\n",
  });
  const { records, signal } = await runTraced(folder, 'm.mjs');
  assert.equal(signal, 'SIGKILL');
  assert.ok(records.some((record) => record.k === 'bind' && record.name === 'rows'));
  assert.ok(records.some((record) => record.k === 'enter'));
});
