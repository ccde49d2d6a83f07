/** The ways in which programs are started and split up: traced, each prints what it prints plainly, and its own steps are told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeWorkspace } from '../recorder/workspaceFixture.ts';
import { KEPT_TS, PRICED, ROWS_TS, works } from './entryPoint.ts';
import { interim } from './interim.ts';

const CLEAN = `def clean(rows):
    kept = [row for row in rows if row["price"] is not None]
    return kept
`;
const KEPT = /kept = \[row for row in rows.*kept #[\d.]+ +1 item/;
const ROWS = '[{"price": 2}, {"price": None}]';

works('a pipeline’s tests: python -m unittest', {
  files: {
    'pipeline.py': CLEAN,
    'test_pipeline.py': `import unittest
from pipeline import clean

class TestClean(unittest.TestCase):
    def test_rows_without_price_go(self):
        self.assertEqual(clean(${ROWS}), [{"price": 2}])

    def test_that_fails(self):
        self.assertEqual(len(clean(${ROWS})), 2)
`,
  },
  run: ['-m', 'unittest', '-v'],
  noise: /in \d\.\d+s/,
  told: [KEPT],
});

works('a pipeline’s tests with pytest, which compiles test files itself', {
  files: {
    'pipeline.py': CLEAN,
    'conftest.py': `import pytest

@pytest.fixture
def rows():
    return ${ROWS}
`,
    'test_pipeline.py': `import pytest
from pipeline import clean

def test_rows_without_price_go(rows):
    kept = clean(rows)
    assert kept == [{"price": 2}]
    with pytest.raises(KeyError):
        clean([{}])

@pytest.mark.parametrize("least", [1, 3])
def test_fails(rows, least):
    dearest = [row for row in clean(rows) if row["price"] >= least]
    assert len(dearest) == len(rows) - 1 and rows, "by all that is tidy"
`,
  },
  run: ['-m', 'pytest', '-p', 'no:cacheprovider'],
  noise: /in \d\.\d+s|(?<= at )0x\w+/g,
  told: [
    KEPT,
    /kept = clean\(rows\).* kept #\d+ +1 item/,
    /dearest = .*×2 .*dearest #\d+/,
    /✗ AssertionError: by all that is tidy/,
  ],
});

works('a package: python -m pkg', {
  files: {
    'etl/__init__.py': '',
    'etl/__main__.py': `import sys\nfrom .steps import clean\nprint(__name__, sys.argv[1:], clean(${ROWS}))\n`,
    'etl/steps.py': CLEAN,
  },
  run: ['-m', 'etl', '--fast', '-m'],
  told: [KEPT],
});

works('argparse, with what it refuses', {
  files: {
    'a.py': `import argparse
${CLEAN}
parser = argparse.ArgumentParser(description="Cleans")
parser.add_argument("--least", type=int, default=1)
parser.add_argument("names", nargs="+")
args = parser.parse_args()
print(clean(${ROWS}), args.least, args.names)
parser.parse_args(["--least", "many", "x"])
`,
  },
  run: ['a.py', '--least', '3', 'x', 'y'],
  told: [KEPT, /failed \(2\)/, /parser\.parse_args\(\["--least"/],
});

works('click: a group, options, a command that ends the program', {
  files: {
    'a.py': `import click
${CLEAN}
@click.group()
@click.option("--debug/--no-debug", default=False)
@click.pass_context
def main(ctx, debug):
    ctx.obj = {"debug": debug}

@main.command()
@click.argument("name")
@click.pass_obj
def run(obj, name):
    """Runs it."""
    click.echo((name, obj, clean(${ROWS})))
    raise SystemExit(4)

main()
`,
  },
  run: ['a.py', '--debug', 'run', 'orders'],
  told: [KEPT],
});

works('threads, and a pool of them', {
  files: {
    'a.py': `import threading
from concurrent.futures import ThreadPoolExecutor
${CLEAN}
done = []
thread = threading.Thread(target=lambda: done.append(clean(${ROWS})))
thread.start()
thread.join()
with ThreadPoolExecutor(2) as pool:
    both = list(pool.map(clean, [${ROWS}, ${ROWS}]))
print(done, both)
`,
  },
  run: ['a.py'],
  told: [KEPT, /both = .* both #\d+ +2 items/],
});

works('multiprocessing by fork', {
  files: {
    'a.py': `import multiprocessing
${CLEAN}
if __name__ == "__main__":
    pool = multiprocessing.get_context("fork").Pool(2)
    parts = pool.map(clean, [${ROWS}, ${ROWS}, ${ROWS}])
    pool.close()
    pool.join()
    print(parts)
`,
  },
  run: ['a.py'],
  told: [KEPT, /parts = .* parts #\d+ +3 items/],
});

for (const how of ['spawn', 'forkserver'])
  works(`multiprocessing by ${how}, whose children run the program’s own file again`, {
    files: {
      'steps.py': CLEAN,
      'a.py': `import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from steps import clean

def work(price):
    rows = clean([{"price": price}, {"price": None}])
    return rows, __name__, sys.argv, sys.path[0] == sys.path[1], sys.modules["__main__"].__file__ == __file__

if __name__ == "__main__":
    context = multiprocessing.get_context("${how}")
    with context.Pool(2) as pool:
        parts = pool.map(work, [1, 2, 3])
    print(parts)
    with ProcessPoolExecutor(2, mp_context=context) as executor:
        print(list(executor.map(work, [4, 5])))
    failing = context.Process(target=work, args=())
    failing.start()
    failing.join()
    print(failing.exitcode)
`,
    },
    run: ['a.py', '--fast'],
    noise: /Process (Spawn|ForkServer)Process-\d+/g,
    told: [/rows = clean\(.*×5 +rows #\d+\.\d+ +1 item/, /kept = .*×5 +kept #\d+\.\d+/],
  });

works('interpreters that a Python program starts: a script, a module, one that fails', {
  files: {
    'steps.py': CLEAN,
    'quiet.py': 'import sys\nfrom steps import clean\nrows = clean([{"price": int(sys.argv[1])}])\n',
    'a.py': `import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

def run(*words, **more):
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, **more)
    print(done)

run("child.py", "1")
run("-W", "error::RuntimeWarning", "-O", "../child.py", "2", cwd="inner")
run("-m", "child", "3", env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
run("-c", "import sys; print(sys.argv, sys.path[0], sorted(vars()))", "4")
run("warning.py")
run("wrong.py")
run("missing.py")
run("-", input="print(5)")
run("-c", "from steps import clean\\nprint(clean([{'price': 6}]))\\nclean([{}])")
print(subprocess.run(f"{sys.executable} child.py 7 --fast", shell=True, capture_output=True, text=True))
print(subprocess.run(f"{sys.executable} child.py 8 && env | grep -c INTERIM", shell=True, capture_output=True, text=True))
with ThreadPoolExecutor(4) as pool:
    print([done.returncode for done in pool.map(lambda n: subprocess.run([sys.executable, "quiet.py", str(n)]), range(4))])
`,
    'child.py': `"""What a child says of itself."""
import sys
from steps import clean

rows = clean([{"price": sys.argv[1]}, {"price": None}])
if __debug__:
    print("not optimized")
print(rows, sys.argv, sys.orig_argv[1:], sys.path[0], __file__, __name__, __spec__ and __spec__.name, __doc__, sorted(vars()))
print(type(__loader__), sys.flags, sys.warnoptions)
raise KeyError(sys.argv[1])
`,
    'warning.py': 'print("a" is "a")\n',
    'wrong.py': 'print(1\n',
    'inner/.keep': '',
  },
  run: ['a.py'],
  told: [/rows = clean\(\[\{"price": sys.*×4 /, /rows = clean\(\[\{"price": int.*×4 /, /kept = .*×10 /],
});

works('joblib’s workers', {
  files: {
    'steps.py': CLEAN,
    'a.py': `from joblib import Parallel, delayed
from steps import clean

if __name__ == "__main__":
    parts = Parallel(n_jobs=2)(delayed(clean)([{"price": price}, {"price": None}]) for price in range(4))
    print(parts)
`,
  },
  run: ['a.py'],
  told: [/kept = .*×4 +kept #\d+\.\d+/],
});

works('a pipeline’s tests with node:test', {
  files: {
    'pipeline.ts': PRICED,
    'pipeline.test.ts': `import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { clean } from './pipeline.ts';
describe('clean', () => {
  test('rows without price go', () => assert.deepEqual(clean(${ROWS_TS}), [{ price: 2 }]));
  test('fails', () => assert.equal(clean(${ROWS_TS}).length, 1, 'one'));
});
`,
  },
  run: ['pipeline.test.ts'],
  noise: /(?<=duration_ms |\()[\d.]+(?=ms|$)|duration_ms.*/gm,
  told: [KEPT_TS],
});

works('a monorepo: a workspace’s package through its link', {
  files: {
    'package.json': '{ "private": true, "type": "module", "workspaces": ["packages/*"] }',
    'packages/steps/package.json': '{ "name": "@shop/steps", "type": "module", "exports": "./src/index.ts" }',
    'packages/steps/src/index.ts': PRICED,
    'packages/app/package.json': '{ "name": "app", "type": "module" }',
    'packages/app/main.ts': `import { clean } from '@shop/steps';\nconsole.log(clean(${ROWS_TS}), import.meta.url.endsWith('main.ts'));\n`,
    'node_modules/@shop/.keep': '',
  },
  links: [['node_modules/@shop/steps', 'packages/steps']],
  run: ['packages/app/main.ts'],
  told: [KEPT_TS],
});

test('TypeScript with the paths of tsconfig.json, which plain Node does not know', async (t) => {
  const work = makeWorkspace(t, {
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@steps/*": ["./src/steps/*"] } } }',
    'src/steps/clean.ts': PRICED,
    'main.ts': `import { clean } from '@steps/clean';\nconsole.log(clean(${ROWS_TS}).length);\n`,
  });
  const outcome = await interim(work, ['run', '--quiet', 'main.ts']);
  assert.deepEqual([outcome.stdout, outcome.stderr, outcome.code], ['1\n', '', 0]);
  assert.match((await interim(work, ['show', '--all'])).stdout, KEPT_TS);
});

works('worker threads, each with a log of its own', {
  files: {
    'package.json': '{ "type": "module" }',
    'steps.ts': PRICED,
    'main.ts': `import { Worker } from 'node:worker_threads';
const ask = (part: number): Promise<unknown> =>
  new Promise((done) => new Worker(new URL('./worker.ts', import.meta.url), { workerData: part }).on('message', done));
const parts = await Promise.all([1, 2, 3].map(ask));
console.log(parts);
`,
    'worker.ts': `import { parentPort, workerData } from 'node:worker_threads';
import { clean } from './steps.ts';
const rows = clean([{ price: workerData }, { price: 9 }, { price: null }]);
parentPort?.postMessage(rows);
`,
  },
  run: ['main.ts'],
  told: [
    /const parts = .* parts #\d+ +3 items/,
    /const rows = clean.*×3 +rows #\d+_\d\.\d+ +2 × 1/,
    /const kept = rows.*×3 +kept #\d+_\d\.\d+/,
  ],
});

works('Node programs that a Node program starts, however it does', {
  files: {
    'package.json': '{ "type": "module" }',
    'steps.ts': PRICED,
    'main.ts': `import { execFileSync, execSync, fork, spawn, spawnSync } from 'node:child_process';
const before = JSON.stringify(process.env);
const say = (text: unknown): void => console.log(String(text).trim());
const { execPath } = process;
say(execFileSync(execPath, ['child.ts', '1'], { env: {} }));
say(spawnSync(execPath, ['child.ts', '2'], { env: { ...process.env, NODE_OPTIONS: '--no-deprecation' } }).stdout);
say(execSync(\`"\${execPath}" child.ts 3 > 3.txt && cat 3.txt && env | grep -c INTERIM || true\`));
const shell = spawn(\`"\${execPath}" child.ts 4\`, { shell: true, stdio: 'inherit' });
await new Promise((done) => shell.on('exit', done));
const forked = fork('child.ts', ['5'], { execArgv: ['--no-warnings'] });
forked.on('message', (rows) => say(JSON.stringify(rows)));
await new Promise((done) => forked.on('exit', done));
say(before === JSON.stringify(process.env));
spawn('no-such-program').on('error', (error) => say(error));
`,
    'child.ts': `import { clean } from './steps.ts';
const rows = clean([{ price: Number(process.argv[2]) }, { price: 9 }, { price: null }]);
const { NODE_OPTIONS } = process.env;
console.log(rows, process.argv0, process.execArgv, NODE_OPTIONS, Object.keys(process.env).filter((name) => /INTERIM/.test(name)));
process.send?.(rows);
`,
  },
  run: ['main.ts'],
  told: [/const rows = clean.*×4 +rows #\d+\.\d+ +2 × 1/, /const kept = rows.*×4 +kept #\d+\.\d+/],
});

works('a cluster, whose workers are ended by it', {
  files: {
    'package.json': '{ "type": "module" }',
    'steps.ts': PRICED,
    'main.mjs': `import cluster from 'node:cluster';
import { clean } from './steps.ts';
if (cluster.isPrimary) {
  cluster.on('message', (worker, rows) => {
    console.log(rows);
    worker.process.kill('SIGKILL');
  });
  for (let n = 0; n < 2; n++) cluster.fork();
} else {
  const rows = clean([{ price: 1 }, { price: 9 }, { price: null }]);
  process.send(rows);
}
`,
  },
  run: ['main.mjs'],
  told: [/const rows = clean.*×2 +rows #\d+\.\d+ +2 × 1/],
});

works('a pipeline’s tests with node --test, which starts a process for each file', {
  files: {
    'pipeline.ts': PRICED,
    'pipeline.test.ts': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clean } from './pipeline.ts';
test('rows without price go', () => assert.deepEqual(clean(${ROWS_TS}), [{ price: 2 }]));
test('fails', () => assert.equal(clean(${ROWS_TS}).length, 1, 'one'));
`,
  },
  flags: ['--test'],
  run: ['pipeline.test.ts'],
  noise: /(?<=duration_ms |\()[\d.]+(?=ms|$)|duration_ms.*/gm,
  told: [KEPT_TS],
});
