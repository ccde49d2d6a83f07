/** What a user gets wrong, and what machines do to programs: a clear word, nothing lost, and the program still runs. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { notebook } from '../recorder/notebookFixture.ts';
import { makeWorkspace, type Workspace } from '../recorder/workspaceFixture.ts';
import { interim, onlyRun, root, start } from './interim.ts';

const posix = { skip: process.platform === 'win32' };

/** [what, arguments, words on stderr]; nothing is printed to stdout and the exit code is 2. */
const REFUSED: [what: string, args: string[], words: RegExp][] = [
  ['no file', ['run'], /FILE is missing.*\n.*interim help run/],
  ['a missing file', ['run', 'none.py'], /There is no file .*none\.py/],
  ['a folder', ['run', 'sub'], /is a folder, not a program/],
  ['a wrong type', ['run', 'data.csv'], /neither Python nor JavaScript nor TypeScript/],
  ['a notebook that is none', ['run', 'broken.ipynb'], /broken\.ipynb cannot be read as a notebook: .*line 1 column 2/],
  ['a notebook without cells', ['run', 'empty.ipynb'], /empty\.ipynb cannot be read as a notebook: it has no cells/],
  ['a notebook of an old format', ['run', 'old.ipynb'], /old\.ipynb is a notebook of format 3; .*\n.*nbconvert/],
  ['a notebook in another language', ['run', 'r.ipynb'], /r\.ipynb is a notebook in R; Interim runs those in Python/],
  ['a magic that only IPython has', ['run', 'magic.ipynb'], /Cell 2, line 2 of magic\.ipynb uses %lprun, .*\n.*pip install ipython/],
  ['a cell magic that only IPython has', ['run', 'whole.ipynb'], /Cell 1, line 1 of whole\.ipynb uses %%ruby, /],
  ['an unknown option', ['run', '--quite', 'a.py'], /no option --quite; did you mean --quiet\?/],
  ['an option without its value', ['run', '--python'], /--python needs a value/],
  ['an unknown limit', ['run', '--limit', 'rows=3', 'a.py'], /no limit “rows”.*\n.*previewRows/],
  ['a limit that is no number', ['run', '--limit', 'previewRows=many', 'a.py'], /previewRows cannot be “many”/],
  ['an interpreter that is not there', ['run', '--python', '/nowhere/python', 'a.py'], /no Python at \/nowhere\/python/],
  ['an interpreter that is too old', ['run', '--python', './old-python', 'a.py'], /Python 3\.8\.1; Interim needs 3\.9/],
  ['a Node that is too old', ['run', '--node', './old-node', 'a.ts'], /20\.20\.2; Interim needs 22\.15/],
  ['something that is no interpreter', ['run', '--python', './not-python', 'a.py'], /did not answer as Python/],
  ['an unknown command', ['shwo'], /no command “shwo”; did you mean show\?/],
  ['a file as a command', ['a.py'], /interim run a\.py/],
  ['no run yet', ['show', '--runs-folder', 'runs'], /There is no run in .*\n.*interim run FILE/],
  ['an unknown run', ['show', 'nothing'], /no run “nothing”/],
  ['a run folder that is not there', ['show', './gone/run'], /gone\/run/],
  ['an unknown format', ['graph', '--format', 'svg'], /--format is one of json, dot, mermaid/],
]; // biome-ignore format: a table

for (const [what, args, words] of REFUSED)
  test(`${what} is refused in words`, posix, async (t) => {
    const work = makeWorkspace(t, {
      'a.py': 'print("never")\n',
      'a.ts': 'console.log("never");\n',
      'data.csv': 'a\n1\n',
      'broken.ipynb': '{oh',
      'empty.ipynb': '{"nbformat": 4}',
      'old.ipynb': '{"nbformat": 3, "worksheets": []}',
      'r.ipynb': notebook(['x <- 1'], { kernelspec: { language: 'R', name: 'ir' } }),
      'magic.ipynb': notebook(['print("never")', 'x = 1\n%lprun -f f f()']),
      'whole.ipynb': notebook(['%%ruby\nputs "never"']),
      'sub/x': '',
      'old-python': '#!/bin/sh\necho CPython 3.8.1\n',
      'old-node': '#!/bin/sh\necho Node.js 20.20.2\n',
      'not-python': '#!/bin/sh\necho hello\n',
    });
    const outcome = await interim(work, args);
    assert.match(outcome.stderr, words);
    assert.deepEqual([outcome.stdout, outcome.code], ['', 2]);
    assert.doesNotMatch(outcome.stderr, /\n\s+at /, 'no stack');
  });

test('no Python anywhere: said with what to install', posix, async (t) => {
  const work = makeWorkspace(t, { 'a.py': '' });
  const outcome = await interim(work, ['run', 'a.py'], '', { env: { PATH: work.folder, VIRTUAL_ENV: '' } });
  assert.match(outcome.stderr, /No Python was found\.\n.*3\.9 or later/);
});

test('a broken pipe is the program’s own to meet', posix, async (t) => {
  const work = makeWorkspace(t, { 'a.py': 'for n in range(200000):\n    print(n)\n' });
  const shell = (command: string) =>
    start('bash', ['-c', `set -o pipefail; ${command} | head -1`], { cwd: work.folder }).ended;
  const python = path.join(root, '.venv/bin/python');
  const traced = await shell(`'${process.execPath}' '${root}/dist/interim.cjs' run a.py`);
  const plain = await shell(`'${python}' a.py`);
  assert.deepEqual([traced.stdout, traced.code], [plain.stdout, plain.code]);
  assert.match(traced.stderr, /BrokenPipeError[\s\S]*interim: run /);
});

test('stderr that nobody reads any more does not stop a program', posix, async (t) => {
  const work = makeWorkspace(t, { 'a.py': 'print(sum([1, 2]))\n' });
  const command = `'${process.execPath}' '${root}/dist/interim.cjs' run a.py 2> >(exit 0); echo $?`;
  assert.equal((await start('bash', ['-c', command], { cwd: work.folder }).ended).stdout, '3\n0\n');
});

test('a workspace that cannot be written: the run goes to the user’s own folder, and it is said', posix, async (t) => {
  const work = makeWorkspace(t, { 'a.py': 'rows = [1, 2]\nprint(len(rows))\n' });
  const unlock = lock(work);
  if (typeof unlock === 'string') return t.skip(unlock);
  try {
    const env = { XDG_STATE_HOME: path.join(path.dirname(work.folder), 'state') };
    const outcome = await interim(work, ['run', 'a.py'], '', { env });
    assert.deepEqual([outcome.stdout, outcome.code], ['2\n', 0]);
    assert.match(outcome.stderr, /cannot be written, so runs are kept in .*state/);
    assert.match((await interim(work, ['show'], '', { env })).stdout, /rows #\d+/);
  } finally {
    unlock();
  }
});

/** Root may write anywhere: only an immutable folder stops it. Returns the undoing, or why it cannot be had. */
function lock(work: Workspace): (() => void) | string {
  if (process.getuid?.() !== 0) {
    chmodSync(work.folder, 0o555);
    return () => chmodSync(work.folder, 0o755);
  }
  const locked = spawnSync('chattr', ['+i', work.folder]);
  if (locked.status === 0) return () => spawnSync('chattr', ['-i', work.folder]);
  const mounted = spawnSync('sh', ['-c', 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1"', 'sh', work.folder]);
  if (mounted.status === 0) return () => spawnSync('umount', [work.folder]);
  return 'root can write everywhere here';
}

for (const [when, left, words] of [
  ['from the beginning', 0, /not recorded: there is no space left/],
  ['while the program runs', 300_000, /disk is full.*not complete/],
] as const)
  test(`a disk that is full ${when} costs the record, not the program`, posix, async (t) => {
    const work = makeWorkspace(t, {
      'a.py':
        'rows = []\nfor n in range(3000):\n    rows.append({"n": n, "text": str(n) * 50})\n' +
        '    more = [dict(r) for r in rows[-20:]]\nprint(len(rows))\n',
    });
    const disk = smallDisk(work, left);
    if (disk === undefined) return t.skip('no file system may be mounted here');
    try {
      const outcome = await interim(work, ['run', '--runs-folder', disk, '--limit', 'iterations=200', 'a.py']);
      assert.deepEqual([outcome.stdout, outcome.code], ['3000\n', 0]);
      assert.match(outcome.stderr, words);
      if (left > 0)
        assert.match((await interim(work, ['show', '--runs-folder', disk])).stdout, /finished[\s\S]*rows #\d+/);
    } finally {
      spawnSync('umount', ['-l', disk]);
    }
  });

/** A disk of its own with so many bytes left. */
function smallDisk(work: Workspace, left: number): string | undefined {
  const place = work.at('small');
  mkdirSync(place);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=600k', 'tmpfs', place]).status !== 0) return undefined;
  try {
    for (let size = 0; size < 600_000 - left; size += 4096)
      appendFileSync(path.join(place, 'filler'), Buffer.alloc(4096));
  } catch {
    // Full.
  }
  return place;
}

test('a run that is cut off, damaged or of a newer format: read as far as it goes, or refused in words', async (t) => {
  const work = makeWorkspace(t, { 'a.py': 'rows = [{"n": 1}, {"n": 2}]\nmore = rows + rows\nprint(len(more))\n' });
  await interim(work, ['run', 'a.py']);
  const { folder } = onlyRun(work);
  const copy = (name: string): string => {
    cpSync(folder, work.at(name), { recursive: true });
    return work.at(name);
  };
  const cut = copy('cut');
  const log = path.join(cut, 'log-0.ndjson');
  truncateSync(log, readFileSync(log).length - 40);
  assert.match((await interim(work, ['show', cut])).stdout, /rows #\d+ +2 × 1/);

  const damaged = copy('damaged');
  appendFileSync(path.join(damaged, 'log-0.ndjson'), '\u0000\u0001 not json\n{"k":"step","id":"x"}\n');
  assert.match((await interim(work, ['show', damaged])).stdout, /more #\d+ +4 × 1/);

  const newer = copy('newer');
  writeFileSync(path.join(newer, 'run.json'), JSON.stringify({ format: 9 }));
  assert.match((await interim(work, ['show', newer])).stderr, /newer Interim \(run format 9.*\n.*Update Interim/);

  const broken = copy('broken');
  writeFileSync(path.join(broken, 'run.json'), '{');
  assert.match((await interim(work, ['show', broken])).stderr, /cannot be read as a run: its run\.json is damaged/);
  assert.equal(readdirSync(work.at('.interim/runs')).length, 1);
});
