/** Which Python and Node are chosen, and what is said when none will do. Runtimes here are scripts that answer as one. */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { InterimError } from '../../src/core/errors.ts';
import { keepAnswer, knownAnswer } from '../../src/recorder/knownAnswers.ts';
import { findNode } from '../../src/recorder/node.ts';
import { findPython } from '../../src/recorder/python.ts';
import { makeWorkspace, type Workspace } from './workspaceFixture.ts';

const posix = { skip: process.platform === 'win32' && 'the stand-ins are shell scripts' };

function fake(work: Workspace, place: string, answer: string): string {
  const file = work.at(place);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${answer}\n`);
  chmodSync(file, 0o755);
  return file;
}

const says = (text: string): string => `echo '${text}'`;

function environment(work: Workspace, name: string, version = '3.12.1'): string {
  mkdirSync(work.at(name), { recursive: true });
  writeFileSync(work.at(name, 'pyvenv.cfg'), '');
  return fake(work, `${name}/bin/python`, says(`CPython ${version}`));
}

const search = (work: Workspace, env: Record<string, string> = {}, explicit?: string) => ({
  explicit,
  folder: work.at('deep/er'),
  workspace: work.folder,
  cwd: work.folder,
  env: { PATH: work.at('bin'), ...env },
});

async function failure(t: TestContext, promise: Promise<unknown>, code: string, words: RegExp): Promise<void> {
  await assert.rejects(promise, (error: unknown) => {
    assert.ok(error instanceof InterimError);
    assert.equal(error.code, code);
    assert.match(`${error.message} ${error.mend}`, words);
    return true;
  });
  t.diagnostic(code);
}

test('the active environment comes before one in the workspace, that before the PATH', posix, async (t) => {
  const work = makeWorkspace(t);
  const onPath = fake(work, 'bin/python3', says('CPython 3.9.18'));
  assert.deepEqual(await findPython(search(work)), { name: 'CPython', version: '3.9.18', path: onPath });
  const own = environment(work, 'venv');
  assert.equal((await findPython(search(work))).path, own);
  const nearer = environment(work, 'deep/.venv');
  assert.equal((await findPython(search(work))).path, nearer);
  const active = environment(work, 'elsewhere');
  assert.equal((await findPython(search(work, { VIRTUAL_ENV: work.at('elsewhere') }))).path, active);
});

test('a named Python may be a path, a word of the PATH, or an environment', posix, async (t) => {
  const work = makeWorkspace(t);
  const python = fake(work, 'bin/python3.13', says('CPython 3.13.0'));
  const own = environment(work, 'my env');
  assert.equal((await findPython(search(work, {}, 'python3.13'))).path, python);
  assert.equal((await findPython(search(work, {}, 'bin/python3.13'))).path, python);
  assert.equal((await findPython(search(work, {}, work.at('my env')))).path, own);
});

test('no Python, a wrong path, one too old, one that is broken: each says what to do', posix, async (t) => {
  const work = makeWorkspace(t);
  await failure(t, findPython(search(work)), 'runtime-none', /No Python was found.*3\.9 or later/);
  await failure(t, findPython(search(work, {}, 'nope/python')), 'runtime-missing', /nope\/python/);
  fake(work, 'bin/python3', says('CPython 3.8.10'));
  await failure(t, findPython(search(work)), 'runtime-old', /Python 3\.8\.10; Interim needs 3\.9/);
  const broken = fake(work, 'broken', 'echo "no such library" >&2; exit 3');
  await failure(t, findPython(search(work, {}, broken)), 'runtime-broken', /no such library/);
});

test('a workspace’s own Node comes first; one that is too old leaves it to the next', posix, async (t) => {
  const work = makeWorkspace(t);
  const onPath = fake(work, 'bin/node', says('Node.js 24.1.0'));
  assert.equal((await findNode(search(work))).path, onPath);
  const own = fake(work, 'node_modules/.bin/node', says('Node.js 22.15.0'));
  assert.deepEqual(await findNode(search(work)), { name: 'Node.js', version: '22.15.0', path: own });
  fake(work, 'deep/node_modules/.bin/node', says('Node.js 20.9.0'));
  assert.equal((await findNode(search(work))).path, onPath, 'the next candidate is the PATH');
});

test('a named Node that is too old is refused, with what is needed', posix, async (t) => {
  const work = makeWorkspace(t);
  const old = fake(work, 'old/node', says('Node.js 22.14.0'));
  await failure(t, findNode(search(work, {}, old)), 'runtime-old', /22\.14\.0; Interim needs 22\.15/);
});

test('an executable that is replaced is asked again', posix, async (t) => {
  const work = makeWorkspace(t);
  const python = fake(work, 'bin/python3', says('CPython 3.11.0'));
  assert.equal((await findPython(search(work))).version, '3.11.0');
  fake(work, 'bin/python3', says('CPython 3.12.0'));
  const { utimesSync } = await import('node:fs');
  utimesSync(python, 1, 1);
  assert.equal((await findPython(search(work))).version, '3.12.0');
});

test('an answer is kept for the file that gave it, as long as it stays the same', posix, (t) => {
  const work = makeWorkspace(t);
  const env = { XDG_STATE_HOME: work.at('state') };
  const python = fake(work, 'bin/python3', says('CPython 3.12.1'));
  const shim = work.at('bin/shim');
  symlinkSync(python, shim);
  assert.equal(knownAnswer(python, ['-V'], env), undefined);
  keepAnswer(python, ['-V'], env, 'CPython 3.12.1', fake(work, 'elsewhere/python3', 'exit'));
  assert.equal(knownAnswer(python, ['-V'], env), undefined, 'another file answered');
  keepAnswer(shim, ['-V'], env, 'CPython 3.12.1', python);
  assert.equal(knownAnswer(python, ['-V'], env), 'CPython 3.12.1');
  assert.equal(knownAnswer(python, ['--other'], env), undefined);
  fake(work, 'bin/python3', says('CPython 3.13.0'));
  utimesSync(python, new Date(1e12), new Date(1e12));
  assert.equal(knownAnswer(python, ['-V'], env), undefined, 'it was replaced');
});
