/** The debug adapter as an editor meets it: over stdio, with real programs. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { RUN_ENDED, RUN_STARTED } from '../../src/protocol/adapter.ts';
import { openRun } from '../../src/store/reader.ts';
import { notebook } from '../recorder/notebookFixture.ts';
import { processGone } from '../recorder/processGone.ts';
import { makeWorkspace } from '../recorder/workspaceFixture.ts';
import { openSession } from './client.ts';

const python = path.resolve(import.meta.dirname, '../../.venv/bin/python');

test('output by category, the exit code, and the run’s own events, in order', async (t) => {
  const work = makeWorkspace(t, {
    'a.py': 'import sys\nprint("out: äß😀")\nprint("err", file=sys.stderr)\nprint(sys.argv)\nsys.exit(7)\n',
  });
  const session = await openSession(t);
  await session.launch({ program: work.at('a.py'), args: ['x y', '--z'], python });
  assert.equal(await session.exited(), 7);
  assert.equal(session.output('stdout'), `out: äß😀\n${pythonList([work.at('a.py'), 'x y', '--z'])}\n`);
  assert.equal(session.output('stderr'), 'err\n');
  const order = session.events.map((event) => event.event).filter((name) => name !== 'output');
  assert.deepEqual(order, ['initialized', RUN_STARTED, RUN_ENDED, 'exited', 'terminated']);
  assert.equal(
    session.events.findIndex((event) => event.event === RUN_STARTED),
    1,
    'before any output',
  );
  const { run, folder } = await session.ended();
  assert.deepEqual([run.state, run.exitCode, run.entry], ['failed', 7, 'a.py']);
  assert.equal(JSON.parse(readFileSync(path.join(folder, 'exit.json'), 'utf8')).exitCode, 7);
});

const pythonList = (words: string[]): string => `[${words.map((word) => `'${word}'`).join(', ')}]`;

test('TypeScript runs with no build step', async (t) => {
  const work = makeWorkspace(t, {
    'main.ts':
      'const rows: { n: number }[] = [1, 2, 3].map((n) => ({ n: n * 2 }));\nconsole.log(rows.length, process.argv.length);\n',
  });
  const session = await openSession(t);
  await session.launch({ program: work.at('main.ts') });
  assert.equal(await session.exited(), 0);
  assert.equal(session.output('stdout'), '3 2\n');
  assert.equal((await session.ended()).run.language, 'javascript');
});

test('a notebook runs in its own folder, and one that cannot be run is said before anything runs', async (t) => {
  const work = makeWorkspace(t, {
    'sub/a.ipynb': notebook(['import os, sys', 'print(sys.argv)\nos.path.basename(os.getcwd())']),
    'b.ipynb': notebook(['print("never")', '%lprun -f f f()']),
  });
  const session = await openSession(t);
  await session.launch({ program: work.at('sub/a.ipynb'), args: ['--z'], python, cwd: work.folder });
  assert.equal(await session.exited(), 0);
  assert.equal(session.output('stdout'), "['a.ipynb', '--z']\n'sub'\n");
  assert.equal((await session.ended()).run.entry, 'a.ipynb');
  const refused = await openSession(t);
  await assert.rejects(
    refused.launch({ program: work.at('b.ipynb'), python }),
    /Cell 2, line 1 of b\.ipynb uses %lprun/,
  );
});

test('characters that are cut by a pipe’s chunks arrive whole', async (t) => {
  const work = makeWorkspace(t, {
    'a.py': 'import os\nfor byte in "€😀é".encode():\n    os.write(1, bytes([byte]))\n',
  });
  const session = await openSession(t);
  await session.launch({ program: work.at('a.py'), python });
  await session.exited();
  assert.equal(session.output('stdout'), '€😀é');
});

test('environment: the file, then env, and null takes a variable away', async (t) => {
  const work = makeWorkspace(t, {
    '.env': '# words\nexport PLAIN=one two # said aside\nQUOTED="a # b\\nc"\nRAW=\'x\\n$HOME\'\nGONE=1\nOVER=file\n',
    'a.py':
      'import os, json\nprint(json.dumps({k: os.environ.get(k) for k in ["PLAIN", "QUOTED", "RAW", "GONE", "OVER", "INTERIM_TRACE"]}))\n',
  });
  const session = await openSession(t);
  await session.launch({
    program: work.at('a.py'),
    python,
    cwd: work.folder,
    envFile: '.env',
    env: { OVER: 'given', GONE: null },
  });
  await session.exited();
  assert.deepEqual(JSON.parse(session.output('stdout')), {
    PLAIN: 'one two',
    QUOTED: 'a # b\nc',
    RAW: 'x\\n$HOME',
    GONE: null,
    OVER: 'given',
    INTERIM_TRACE: null,
  });
});

test('errors come as answers with words for the user, and what to do', async (t) => {
  const work = makeWorkspace(t, { 'a.py': 'print(1)\n', 'notes.txt': 'x', 'sub/x.py': '' });
  const cases: [object, RegExp][] = [
    [{}, /No program was named/],
    [{ program: work.at('none.py') }, /There is no file .*none\.py/],
    [{ program: work.at('sub') }, /is a folder/],
    [{ program: work.at('notes.txt') }, /neither Python nor JavaScript/],
    [{ program: work.at('a.py'), python: '/nowhere/python' }, /no Python at \/nowhere\/python/],
    [{ program: work.at('a.py'), cwd: work.at('gone') }, /There is no folder/],
    [{ program: work.at('a.py'), envFile: work.at('no.env') }, /environment file .*no\.env/],
    [{ program: work.at('a.py'), python, limits: { rows: 3 } }, /no limit “rows”/],
  ];
  for (const [configuration, words] of cases) {
    const session = await openSession(t);
    await assert.rejects(session.launch(configuration), words);
  }
});

test('terminate ends the whole tree of processes', { skip: process.platform === 'win32' }, async (t) => {
  const work = makeWorkspace(t, {
    'parent.py':
      'import subprocess, sys, time\n' +
      'code = "import time, os, signal; signal.signal(signal.SIGINT, signal.SIG_IGN); os.write(1, f\'{os.getpid()}{chr(10)}\'.encode()); time.sleep(600)"\n' +
      'children = [subprocess.Popen([sys.executable, "-c", code], start_new_session=new) for new in (False, True)]\n' +
      'time.sleep(600)\n',
  });
  const session = await openSession(t);
  await session.launch({ program: work.at('parent.py'), python });
  await session.said(/\d+\n\d+\n/);
  const pids = session.output('stdout').trim().split('\n').map(Number);
  await session.client.terminateRequest();
  assert.equal(await session.exited(), 130);
  assert.equal((await session.ended()).run.state, 'stopped');
  for (const pid of pids) await processGone(pid);
});

test('terminate ends traced children too, and what they did can be read', {
  skip: process.platform === 'win32',
}, async (t) => {
  const stubborn = `import os, signal, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
def work(n):
    rows = [{"n": n}, {"n": n + 1}]
    os.write(1, f"{os.getpid()}\\n".encode())
    time.sleep(600)
    return rows
`;
  const work = makeWorkspace(t, {
    'parent.py': `${stubborn}
import multiprocessing, subprocess, sys
if __name__ == "__main__":
    for how in ("fork", "spawn"):
        multiprocessing.get_context(how).Process(target=work, args=(1,)).start()
    subprocess.run([sys.executable, "child.py"])
`,
    'child.py': `${stubborn}work(3)\n`,
    'parent.mjs': `import { fork } from 'node:child_process';
for (const n of [1, 2]) fork('child.mjs', [String(n)], { detached: n === 1 });
`,
    'child.mjs': `process.on('SIGINT', () => {});
const rows = [{ n: 1 }, { n: 2 }];
console.log(process.pid);
setInterval(() => {}, 1000);
`,
  });
  for (const [entry, children] of [
    ['parent.py', 3],
    ['parent.mjs', 2],
  ] as const) {
    const session = await openSession(t);
    await session.launch({ program: work.at(entry), python, cwd: work.folder });
    const { folder } = await session.started();
    await session.said(new RegExp(`^(\\d+\\n){${children}}$`));
    const pids = session.output('stdout').trim().split('\n');
    await session.client.terminateRequest();
    assert.equal((await session.ended()).run.state, 'stopped');
    for (const pid of pids) await processGone(Number(pid));
    const reader = await openRun(folder);
    for (const pid of pids) {
      const log = reader.run.logs.get(pid);
      assert.ok(log && log.artifacts.max > 0, `nothing of ${pid} is recorded`);
      assert.equal(log.parentLog, '0');
    }
    reader.close();
  }
});

test('terminate ends what the program left running, whose output would keep the session open', {
  skip: process.platform === 'win32',
}, async (t) => {
  const chatty = 'import os, time\nwhile True:\n    os.write(1, f"{os.getpid()}\\n".encode())\n    time.sleep(0.02)\n';
  const work = makeWorkspace(t, {
    'chatty.py': chatty,
    'parent.py': 'import subprocess, sys\nsubprocess.Popen([sys.executable, "chatty.py"])\n',
  });
  const session = await openSession(t);
  await session.launch({ program: work.at('parent.py'), python, cwd: work.folder });
  await session.said(/(\d+\n){40}/);
  await session.client.terminateRequest();
  assert.equal(await session.exited(), 0);
  await processGone(Number(session.output('stdout').split('\n')[0]));
});

test('terminate before the program began: nothing runs', async (t) => {
  const work = makeWorkspace(t, { 'a.py': 'open("ran.txt", "w").close()\n' });
  const session = await openSession(t);
  const initialized = session.client.waitForEvent('initialized');
  await session.client.initializeRequest({ adapterID: 'interim', pathFormat: 'path' });
  await initialized;
  const launched = session.client.launchRequest({ program: work.at('a.py'), python, cwd: work.folder } as object);
  await session.client.terminateRequest();
  await session.client.configurationDoneRequest();
  await Promise.all([launched, session.client.waitForEvent('terminated')]);
  assert.ok(!session.events.some((event) => event.event === RUN_STARTED || event.event === 'exited'));
  assert.ok(!existsSync(work.at('ran.txt')));
  assert.deepEqual(readdirSync(work.at('.interim/runs')), []);
});

test('disconnect ends a program that will not end by itself', { skip: process.platform === 'win32' }, async (t) => {
  const work = makeWorkspace(t, {
    'stubborn.py':
      'import signal, time, os\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nprint(os.getpid(), flush=True)\nwhile True:\n    time.sleep(60)\n',
  });
  const session = await openSession(t);
  await session.launch({ program: work.at('stubborn.py'), python });
  await session.said(/\n/);
  await session.client.disconnectRequest();
  await processGone(Number(session.output('stdout')));
});

test('a killed adapter leaves a run that can be read', { skip: process.platform === 'win32' }, async (t) => {
  const work = makeWorkspace(t, {
    'a.py':
      'import time\nrows = [{"n": 1}, {"n": 2}]\nprint("up", flush=True)\nwhile True:\n    time.sleep(0.05)\n    print("x" * 5000, flush=True)\n',
  });
  const session = await openSession(t);
  await session.launch({ program: work.at('a.py'), python });
  const { folder } = await session.started();
  await session.said(/up/);
  const mark = JSON.parse(readFileSync(path.join(folder, 'open/recorder.json'), 'utf8'));
  const [[adapter], [program]] = mark.processes;
  process.kill(adapter, 'SIGKILL');
  // The pipe that the program writes to is gone with the adapter: it ends as it would without us.
  await processGone(program);
  await processGone(adapter);
  const reader = await openRun(folder);
  assert.equal(reader.run.state, 'interrupted');
  reader.close();
});

test('restart runs the same again, as a run of its own', async (t) => {
  const work = makeWorkspace(t, { 'a.py': 'import time\nprint("up", flush=True)\ntime.sleep(600)\n' });
  const session = await openSession(t);
  await session.launch({ program: work.at('a.py'), python });
  await session.said(/up/);
  await session.client.customRequest('restart', {});
  const starts = session.events.filter((event) => event.event === RUN_STARTED);
  assert.equal(starts.length, 2);
  assert.notEqual(starts[0]?.body.folder, starts[1]?.body.folder);
  assert.ok(!session.events.some((event) => event.event === 'terminated'), 'the session goes on');
  await session.client.terminateRequest();
  await session.exited();
  const ends = session.events.filter((event) => event.event === RUN_ENDED);
  assert.deepEqual(
    ends.map((event) => event.body.run.state),
    ['stopped', 'stopped'],
  );
});

test('progress is told to clients that show it', async (t) => {
  const work = makeWorkspace(t, { 'a.py': 'import time\nx = [1, 2, 3]\ntime.sleep(1.3)\n' });
  const session = await openSession(t, { supportsProgressReporting: true });
  await session.launch({ program: work.at('a.py'), python });
  await session.exited();
  const progress = session.events.filter((event) => event.event.startsWith('progress'));
  assert.equal(progress[0]?.event, 'progressStart');
  assert.match(progress[0]?.body.title, /a\.py/);
  assert.ok(
    progress.some(
      (event) => event.event === 'progressUpdate' && /\d+ steps? · \d+ artifacts?/.test(event.body.message),
    ),
  );
  assert.equal(progress.at(-1)?.event, 'progressEnd');
});

test('in a terminal the program can be typed to; the session follows it to its end', async (t) => {
  const work = makeWorkspace(t, { 'ask.py': 'name = input("name? ")\nprint("hello", name)\nraise SystemExit(4)\n' });
  const session = await openSession(t, { supportsRunInTerminalRequest: true });
  let typed = '';
  const { spawn } = await import('node:child_process');
  answerRunInTerminal(session.client, (args, env, cwd) => {
    const [command = '', ...rest] = args;
    const clean = Object.fromEntries(
      Object.entries({ ...process.env, ...env }).filter(([, value]) => value !== null),
    ) as NodeJS.ProcessEnv;
    const child = spawn(command, rest, { cwd, env: clean, stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdout.on('data', (data: Buffer) => {
      typed += data;
    });
    child.stdin.end('Ada\n');
    return child.pid ?? 0;
  });
  await session.launch({ program: work.at('ask.py'), python, console: 'integratedTerminal' });
  assert.equal(await session.exited(), 4);
  assert.equal(typed, 'name? hello Ada\n');
  assert.equal(session.output('stdout'), '', 'the terminal shows it');
  assert.equal((await session.ended()).run.exitCode, 4);
});

type Answer = (args: string[], env: Record<string, string | null>, cwd: string) => number;

/** The test client answers no reverse requests by itself. */
function answerRunInTerminal(client: object, run: Answer): void {
  const wire = client as { outputStream?: NodeJS.WritableStream; dispatch(text: string): void };
  const dispatch = wire.dispatch.bind(client);
  wire.dispatch = (text) => {
    const message = JSON.parse(text);
    if (message.type !== 'request' || message.command !== 'runInTerminal') {
      dispatch(text);
      return;
    }
    const { args, env, cwd } = message.arguments;
    const body = { shellProcessId: run(args, env, cwd) };
    const answer = JSON.stringify({
      seq: 0,
      type: 'response',
      request_seq: message.seq,
      success: true,
      command: message.command,
      body,
    });
    wire.outputStream?.write(`Content-Length: ${Buffer.byteLength(answer)}\r\n\r\n${answer}`);
  };
}
