/** `interim run` beside the plain program: everything that a shell can see is the same, in both languages. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { processGone } from '../recorder/processGone.ts';
import { makeWorkspace } from '../recorder/workspaceFixture.ts';
import { interim, type Outcome, onlyRun, plainly, startInterim } from './interim.ts';

const posix = { skip: process.platform === 'win32' };

/** Endings in both languages: [name, file, source, arguments, input]. */
const ENDINGS: [name: string, file: string, source: string, args?: string[], input?: string][] = [
  ['output, input and arguments', 'a.py', 'import sys\nprint(sys.argv, input(), sys.stdin.read())\nprint("e", file=sys.stderr)\n', ['x', '--y', '-m', ''], 'one\ntwo'],
  ['output, input and arguments', 'a.ts', 'import { readFileSync } from "node:fs";\nconst all: string = readFileSync(0, "utf8");\nconsole.log(process.argv.slice(2), all);\nconsole.error("e");\n', ['x', '--y', '-m', ''], 'one\ntwo'],
  ['bytes that are no text', 'a.py', 'import sys\nsys.stdout.buffer.write(bytes(range(256)))\n'],
  ['sys.exit with a number', 'a.py', 'import sys\nx = [1, 2]\nsys.exit(41)\n'],
  ['sys.exit with a text', 'a.py', 'import sys\nsys.exit("no good")\n'],
  ['os._exit', 'a.py', 'import os\nprint("x", flush=True)\nos._exit(5)\n'],
  ['process.exit', 'a.mjs', 'console.log("x");\nprocess.exit(9);\n'],
  ['process.exitCode', 'a.cjs', 'console.log(require.main === module);\nprocess.exitCode = 6;\n'],
  ['an unhandled exception', 'a.py', 'def half(n):\n    return n / 0\n\nrows = [1]\nhalf(rows[0])\n'],
  ['an unhandled exception', 'a.mts', 'function half(n: number): number {\n  throw new TypeError("no " + n);\n}\nhalf(1);\n'],
  ['a rejection', 'a.mjs', 'await Promise.reject(new Error("late"));\n'],
  ['a syntax error', 'a.py', 'print("never")\nx = (1,\n'],
  ['a syntax error', 'a.mjs', 'console.log("never");\nconst = 1;\n'],
  ['stdin closed early', 'a.py', 'try:\n    input()\nexcept EOFError as e:\n    print("none", e)\n'],
  ['abort', 'a.py', 'import os\nos.abort()\n'],
  ['death by signal', 'a.py', 'import os, signal\nprint("x", flush=True)\nos.kill(os.getpid(), signal.SIGTERM)\n'],
  ['kill -9', 'a.mjs', 'process.kill(process.pid, "SIGKILL");\nsetInterval(() => {}, 1000);\n'],
]; // biome-ignore format: a table

for (const [name, file, source, args = [], input = ''] of ENDINGS)
  test(`${name} (${file})`, posix, async (t) => {
    const work = makeWorkspace(t, { [file]: source });
    const plain = await plainly(work, file, args, input);
    const traced = await interim(work, ['run', file, ...args], input);
    assert.equal(traced.stdout, plain.stdout);
    assert.equal(withoutOurs(traced.stderr), plain.stderr);
    assert.equal(shellCode(traced), shellCode(plain));
    const { exit } = onlyRun(work);
    assert.deepEqual([exit?.exitCode, exit?.signal], [plain.code, plain.signal]);
    assert.match(traced.stderr, /interim: run \d{8}-\d{6}-a-[0-9a-f]{4} · .*\.interim/);
  });

test('a program that was prepared before starts without asking its interpreter, and without what a run does not need', async (t) => {
  const loaded = 'process.on("exit", () => require("fs").writeFileSync("loaded", process.moduleLoadList.join("\\n")));';
  const work = makeWorkspace(t, { 'a.py': 'print("x")\n', 'say.cjs': loaded });
  const env = { XDG_STATE_HOME: work.at('state'), NODE_OPTIONS: `--require=${work.at('say.cjs')}` };
  for (const _ of [1, 2]) await startInterim(work, ['run', '--quiet', 'a.py'], { env }).ended;
  const modules = readFileSync(work.at('loaded'), 'utf8').split('\n');
  const has = (name: string): boolean => modules.includes(`NativeModule ${name}`);
  assert.ok(has('child_process'));
  assert.deepEqual(['crypto', 'tty', 'http', 'zlib', 'worker_threads'].filter(has), []);
  assert.match(readFileSync(work.at('state/interim/runtimes.json'), 'utf8'), /CPython 3\./);
});

test('an error in an imported module is the program’s own', async (t) => {
  const work = makeWorkspace(t, { 'a.py': 'print("start")\nimport broken\n', 'broken.py': 'def f(:\n    pass\n' });
  const plain = await plainly(work, 'a.py');
  const traced = await interim(work, ['run', 'a.py']);
  assert.deepEqual([traced.stdout, withoutOurs(traced.stderr), traced.code], [plain.stdout, plain.stderr, plain.code]);
});

test('python -m, with the module’s own arguments', async (t) => {
  const work = makeWorkspace(t, {
    'pkg/__init__.py': '',
    'pkg/__main__.py': 'import sys\nprint(__name__, __package__, sys.argv[1:])\n',
  });
  const outcome = await interim(work, ['run', '-m', 'pkg', '--json', '-m']);
  assert.equal(outcome.stdout, "__main__ pkg ['--json', '-m']\n");
  assert.equal(onlyRun(work).header.module, 'pkg');
});

test('options end at FILE and at --', async (t) => {
  const work = makeWorkspace(t, { '-odd.py': 'import sys\nprint(sys.argv)\n' });
  const outcome = await interim(work, ['run', '--quiet', '--', '-odd.py', '--quiet']);
  assert.equal(outcome.stdout, "['-odd.py', '--quiet']\n");
  assert.equal(outcome.stderr, '');
});

test('paths with spaces, quotes and other writing', async (t) => {
  const file = `o'dd "näme" 数 $x.py`;
  const work = makeWorkspace(t, { [file]: 'import sys\nprint(sys.argv, __file__, len([1]))\n' }, 'a b\'c"d é 数');
  const outcome = await interim(work, ['run', file]);
  assert.deepEqual([outcome.stdout, outcome.code], [(await plainly(work, file)).stdout, 0]);
  assert.equal(onlyRun(work).header.entry, file);
  assert.match((await interim(work, ['show'])).stdout, /print\(sys\.argv, __file__/);
});

test('the report is one JSON object about the run', async (t) => {
  const work = makeWorkspace(t, {
    'a.py': 'rows = [{"n": 1}, {"n": 2}]\nmore = rows + [{"n": 3}]\nraise SystemExit(3)\n',
  });
  await interim(work, ['run', '--report', 'report.json', 'a.py']);
  const report = JSON.parse(readFileSync(work.at('report.json'), 'utf8'));
  assert.deepEqual(
    [report.version, report.exitCode, report.state, report.folder],
    [1, 3, 'failed', onlyRun(work).folder],
  );
  assert.ok(report.counts.steps > 0 && report.counts.byKind.table >= 2, JSON.stringify(report.counts));
  assert.ok(report.cost.logBytes > 0 && report.cost.captureMs > 0, JSON.stringify(report.cost));
});

test('Ctrl-C is the program’s to handle', posix, async (t) => {
  const work = makeWorkspace(t, {
    'a.py':
      'import time\ntry:\n    print("up", flush=True)\n    time.sleep(600)\nexcept KeyboardInterrupt:\n    print("bye")\n    raise SystemExit(12)\n',
  });
  const run = startInterim(work, ['run', 'a.py']);
  await run.said('up\n');
  run.child.kill('SIGINT');
  const outcome = await run.ended;
  assert.deepEqual([outcome.code, outcome.stdout], [12, 'up\nbye\n']);
  assert.equal(onlyRun(work).exit?.stopped, true);
});

for (const [file, source] of [
  ['a.py', 'print("up", flush=True)\nn = 0\nwhile True:\n    n += 1\n'],
  ['a.ts', 'process.stdout.write("up\\n");\nlet n: number = 0;\nwhile (true) n += 1;\n'],
] as const)
  test(`an endless loop ends by Ctrl-C, and its run is whole (${file})`, posix, async (t) => {
    const work = makeWorkspace(t, { [file]: source });
    const run = startInterim(work, ['run', file]);
    await run.said('up');
    run.child.kill('SIGINT');
    const outcome = await run.ended;
    assert.equal(outcome.signal, 'SIGINT', 'we die as the program did');
    assert.deepEqual([onlyRun(work).exit?.signal, onlyRun(work).exit?.stopped], ['SIGINT', true]);
    assert.match((await interim(work, ['runs'])).stdout, /stopped/);
  });

test('interim killed: the program ends on its own and its run can be read', posix, async (t) => {
  const work = makeWorkspace(t, {
    'a.py':
      'import os, time\nrows = [{"n": 1}, {"n": 2}]\nprint("up", flush=True)\n' +
      'while not os.path.exists("go"):\n    time.sleep(0.02)\nprint("done")\n',
  });
  const run = startInterim(work, ['run', 'a.py']);
  await run.said('up');
  run.child.kill('SIGKILL');
  await new Promise((resolve) => run.child.once('exit', resolve));
  assert.match((await interim(work, ['runs'])).stdout, /running/, 'the program lives');
  const mark = JSON.parse(readFileSync(path.join(onlyRun(work).folder, 'open/recorder.json'), 'utf8'));
  writeFileSync(work.at('go'), '');
  assert.equal((await run.ended).stdout, 'up\ndone\n');
  for (const [pid] of mark.processes) await processGone(pid);
  const shown = (await interim(work, ['show'])).stdout;
  assert.match(shown, /interrupted/);
  assert.match(shown, /rows #\d+ +2 × 1/);
});

test('two runs at once keep apart', async (t) => {
  const work = makeWorkspace(t, { 'a.py': 'import sys\nrows = [1] * int(sys.argv[1])\nprint(len(rows))\n' });
  const outcomes = await Promise.all([2, 3, 4].map((n) => interim(work, ['run', 'a.py', String(n)])));
  assert.deepEqual(
    outcomes.map(({ stdout }) => stdout),
    ['2\n', '3\n', '4\n'],
  );
  const { runs } = JSON.parse((await interim(work, ['runs', '--json'])).stdout);
  assert.equal(new Set(runs.map((run: { id: string }) => run.id)).size, 3);
  assert.deepEqual(runs.map((run: { args: string[] }) => run.args[0]).sort(), ['2', '3', '4']);
});

/** A shell sees a death by signal and an exit with 128 + its number alike; dumping signals are passed on as such a number. */
const shellCode = ({ code, signal }: Outcome): number | null =>
  signal ? 128 + { SIGINT: 2, SIGABRT: 6, SIGKILL: 9, SIGTERM: 15, SIGPIPE: 13 }[signal as 'SIGINT'] : code;

const withoutOurs = (stderr: string): string => stderr.replace(/^interim: run .*\n/m, '');

test('a large run is indexed aside when it has ended, and opens from the index', async (t) => {
  const work = makeWorkspace(t, {
    'a.py':
      'for n in range(3000):\n    pair = [n, n + 1]\n    row = {"sum": sum(pair)}\n    kept = [row["sum"], n]\nprint(kept)\n',
  });
  const run = await interim(work, ['run', '--limit', 'iterations=0', 'a.py']);
  assert.equal(run.stdout, '[5999, 2999]\n');
  const index = path.join(onlyRun(work).folder, 'index.bin');
  await madeAside(index);
  const { ino } = statSync(index);
  const shown = await interim(work, ['show', '--all']);
  assert.match(shown.stdout, /kept = .* ×3,000/);
  assert.equal(statSync(index).ino, ino, 'the index was used, not made again');
});

/** Nothing tells when another process has written a file; it appears whole. */
async function madeAside(file: string): Promise<void> {
  for (const end = Date.now() + 60_000; !existsSync(file); await new Promise((resolve) => setTimeout(resolve, 50)))
    assert.ok(Date.now() < end, `${file} was not made`);
}
