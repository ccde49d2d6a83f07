/** The program cannot tell, whole processes: how they end, what they print when they fail, what they leave behind. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runPlain, runTraced, writeFolder } from './traced.ts';

const cases: Record<string, { files: Record<string, string>; entry?: string; args?: string[] }> = {
  'throw in an ES module': { files: { 'm.mjs': "const a = [1];\n\tthrow new TypeError('no ' + a.length);\n" } },
  'throw in CommonJS': { files: { 'm.cjs': "function f(x) {\n  throw new Error('x' + x);\n}\nf(1);\n" } },
  'throw an error made elsewhere': {
    files: { 'm.cjs': "const e = new Error('made');\nfunction f() { throw e }\nf();\n" },
  },
  'a V8 error deep in calls': {
    files: { 'm.mjs': 'const o = { a: () => null };\nconst f = () => o.a().b.c();\n[1].map(() => f());\n' },
  },
  'a message that names the code': { files: { 'm.cjs': 'const o = { a: () => ({}) };\no.a(1).b();\n' } },
  'an error with fields and a cause': {
    files: {
      'm.mjs':
        "throw Object.assign(new Error('a', { cause: new RangeError('b') }), { code: 'E1', list: [1, { x: 2 }] });\n",
    },
  },
  'unhandled rejection': {
    files: {
      'm.mjs':
        "async function f() { await null; throw new Error('late') }\nf();\nsetTimeout(() => console.log('never'), 1000);\n",
    },
  },
  'rejection handled late': {
    files: {
      'm.mjs':
        "process.on('unhandledRejection', (e) => console.log('seen', e.message));\nPromise.reject(new Error('r'));\n",
    },
  },
  'uncaughtException listener': {
    files: {
      'm.cjs':
        "process.on('uncaughtException', (e, o) => console.log('caught', e.message, o));\nsetTimeout(() => { throw new Error('t') }, 1);\n",
    },
  },
  'exit code': { files: { 'm.mjs': "process.on('exit', (c) => console.log('exit', c));\nprocess.exitCode = 3;\n" } },
  'process.exit in a function': { files: { 'm.mjs': 'function f(xs) { xs.push(1); process.exit(4) }\nf([]);\n' } },
  'syntax error in the entry': { files: { 'm.mjs': 'const a = ;\n' } },
  'syntax error in an import': { files: { 'm.mjs': "import './bad.mjs';\n", 'bad.mjs': 'let x = 1;\nlet x = 2;\n' } },
  'missing module': {
    files: {
      'm.cjs': "try { require('./nope') } catch (e) { console.log(e.code, e.message, e.requireStack.length) }\n",
    },
  },
  'arguments and main': {
    files: { 'm.cjs': 'console.log(process.argv.slice(2), require.main === module, process.execArgv)\n' },
    args: ['a', '--b'],
  },
  'a child process': {
    files: {
      'm.cjs':
        "console.log(require('child_process').execFileSync(process.execPath, ['-p', 'process.execArgv.length + Object.keys(process.env).filter((k) => /INTERIM|NODE_OPTIONS/.test(k)).length']).toString())\n",
    },
  },
  'a worker': {
    files: {
      'm.mjs':
        "import { Worker } from 'node:worker_threads';\nnew Worker(new URL('./w.mjs', import.meta.url)).on('message', (m) => console.log(m));\n",
      'w.mjs':
        "import { parentPort } from 'node:worker_threads';\nconst rows = [1].map((x) => x + 1);\nparentPort.postMessage(rows);\n",
    },
  },
  'TypeScript that fails': {
    files: { 'm.ts': 'interface A { x: number }\nconst f = (a: A): number => (a as any).y.z;\nf({ x: 1 });\n' },
  },
  'an entry without a format': {
    files: {
      'm.js': "import fs from 'node:fs';\nconsole.log(typeof fs.readFileSync, import.meta.url.endsWith('m.js'));\n",
    },
  },
  'a hashbang and a byte order mark': {
    files: { 'm.cjs': "\uFEFF'use strict';\nconsole.log(this === module.exports, (function () { return this })());\n" },
  },
};

for (const [name, { files, args = [] }] of Object.entries(cases)) {
  test(name, async () => {
    const folder = writeFolder(files);
    const entry = Object.keys(files)[0] ?? '';
    const plain = runPlain(folder, entry, args);
    const { stdout, stderr, status, signal, records } = await runTraced(folder, entry, args);
    assert.deepEqual({ stdout, stderr, status, signal }, plain);
    assert.equal(records[0]?.k, 'start');
    assert.equal(records.at(-1)?.k, 'end');
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
