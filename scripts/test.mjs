// `npm test`: sets everything up, then runs every suite: checks, core, tracers, conformance, commands, adapter, panel, VS Code.
//   npm test                  everything
//   npm test -- core panel    the suites named; `--list` names them
//   npm test -- second-recorder --full    that suite over its whole corpus (others have no fuller form)
//   npm test -- libraries     descriptions against real libraries, installed on demand; only when asked for
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ensureLibraries, librarySuites } from './libraries.mjs';
import { ensureBuild, ensurePackages, ensurePython, fail, pinnedNode, projectEnv, root, venvPython } from './setup.mjs';

/** Suites in the order in which a fault is cheapest to find. `files` are folders under test/; each is one process. */
const suites = [
  { name: 'check', command: () => [pinnedNode, ['scripts/check.mjs']] },
  { name: 'core', folders: ['core', 'store', 'panel', 'architecture', 'extension'] },
  { name: 'describe', folders: ['tracer/node-describe'] },
  { name: 'node', folders: ['analysis', 'tracer/node'] },
  { name: 'packages', folders: ['tracer/packages'] },
  {
    name: 'python',
    command: () => [venvPython, ['-m', 'unittest', 'discover', '-s', 'test/tracer/python', '-t', 'test/tracer/python']],
  },
  {
    name: 'python-describe',
    command: () => [
      venvPython,
      ['-m', 'unittest', 'discover', '-s', 'test/tracer/describe', '-t', 'test/tracer/describe'],
    ],
  },
  {
    name: 'cpython',
    command: () => [
      venvPython,
      ['-m', 'unittest', 'discover', '-v', '-s', 'test/tracer/cpython', '-t', 'test/tracer/cpython'],
    ],
  },
  { name: 'generated', command: () => [venvPython, ['test/tracer/generated/test_generated.py', '-v']] },
  { name: 'generated-node', folders: ['tracer/node-generated'] },
  {
    name: 'second-recorder',
    command: () => [
      venvPython,
      ['-m', 'unittest', 'discover', '-v', '-s', 'test/second-recorder', '-t', 'test/second-recorder'],
    ],
  },
  { name: 'conformance', folders: ['conformance', 'examples'] },
  { name: 'second-recorder-node', folders: ['second-recorder/node'] },
  { name: 'commands', folders: ['recorder', 'cli', 'adapter'] },
  { name: 'secrets', folders: ['secrets'] },
  { name: 'survival', folders: ['survival'] },
  { name: 'webview', folders: ['webview'], browser: true },
  { name: 'vscode', folders: ['e2e'], browser: true, vscode: true, serial: true },
  ...librarySuites,
];

const asked = process.argv.slice(2).filter((word) => !word.startsWith('-'));
if (process.argv.includes('--list')) {
  process.stdout.write(`${suites.map(({ name }) => name).join('\n')}\n`);
  process.exit(0);
}
const isAsked = ({ name, group }) => (asked.length === 0 ? !group : asked.includes(name) || asked.includes(group));
const unknown = asked.filter((word) => !suites.some(({ name, group }) => name === word || group === word));
if (unknown.length > 0) fail(`There is no suite ${unknown.join(', ')}.`, 'See: npm test -- --list');

ensurePackages();
ensurePython();
ensureBuild();

/** Where Chromium is, or a sentence on how to get it: a failure in CI, a skip elsewhere. */
function findBrowser() {
  const names = [process.env.CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome'].filter(Boolean);
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const files = names.flatMap((name) =>
    path.isAbsolute(name) ? [name] : folders.map((folder) => path.join(folder, name)),
  );
  const found = files.find((file) => existsSync(file));
  if (found) return found;
  const mend =
    'On Debian: apt-get install chromium. Elsewhere install Chrome or Chromium and set CHROMIUM to its path.';
  if (process.env.CI) fail('No Chromium was found; the browser tests need it.', mend);
  process.stderr.write(`No Chromium was found: the browser tests are left out. ${mend}\n`);
  return undefined;
}

function testFiles(folders) {
  const files = [];
  for (const folder of folders) {
    const start = path.join(root, 'test', folder);
    if (!existsSync(start)) continue;
    for (const entry of readdirSync(start, { withFileTypes: true, recursive: true })) {
      const full = path.join(entry.parentPath ?? entry.path, entry.name);
      if (entry.name.endsWith('.test.ts') && !full.includes('node_modules')) files.push(full);
    }
  }
  return files.sort();
}

/** A test file that leaves something open never ends: better one failed suite than a run without a result. */
const SUITE_LIMIT_MS = 40 * 60_000;

/** With all that it started: a grandchild would hold its output open. */
function endTree(child) {
  if (process.platform === 'win32') spawn('taskkill', ['/pid', String(child.pid), '/t', '/f']);
  else process.kill(-child.pid, 'SIGKILL');
}

/** Runs one suite, passes its output on, and reads how many tests passed, failed and were skipped. */
function runSuite(command, args, env) {
  return new Promise((resolve) => {
    const detached = process.platform !== 'win32';
    const child = spawn(command, args, { cwd: root, env, detached, stdio: ['ignore', 'pipe', 'pipe'] });
    const interrupt = () => {
      endTree(child);
      process.exit(130);
    };
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    const limit = setTimeout(() => {
      process.stdout.write(`It did not end within ${SUITE_LIMIT_MS / 60_000} minutes, and was stopped.\n`);
      endTree(child);
    }, SUITE_LIMIT_MS);
    let text = '';
    const pass = (target) => (chunk) => {
      text = (text + chunk).slice(-20_000);
      target.write(chunk);
    };
    child.stdout.on('data', pass(process.stdout));
    child.stderr.on('data', pass(process.stderr));
    child.on('close', (code) => {
      clearTimeout(limit);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      const read = (pattern) => Number(pattern.exec(text)?.[1] ?? 0);
      const ran = read(/^Ran (\d+) tests?/m);
      const failed = read(/^ℹ fail (\d+)/m) + read(/failures=(\d+)/) + read(/errors=(\d+)/);
      const skipped = read(/^ℹ skipped (\d+)/m) + read(/skipped=(\d+)/);
      const passed = ran > 0 ? ran - failed - skipped : read(/^ℹ pass (\d+)/m);
      resolve({ code: code ?? 1, passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped });
    });
  });
}

const full = process.argv.includes('--full') ? { INTERIM_FULL: '1' } : {};
const totals = { passed: 0, failed: 0, skipped: 0 };
const broken = [];
let browser;
for (const suite of suites) {
  if (!isAsked(suite)) continue;
  const missing = suite.group && ensureLibraries(suite);
  if (missing) {
    process.stderr.write(`\n${suite.name} is left out: ${missing}\n`);
    totals.skipped += 1;
    continue;
  }
  if (suite.browser) browser ??= findBrowser();
  if (suite.browser && !browser) {
    totals.skipped += 1;
    continue;
  }
  if (suite.vscode) await (await import('./e2e-setup.mjs')).ensureVSCode();
  const files = suite.folders ? testFiles(suite.folders) : [];
  if (suite.folders && files.length === 0)
    fail(`Suite ${suite.name} has no tests.`, `Look in test/${suite.folders.join(', test/')}.`);
  const concurrency = suite.serial ? ['--test-concurrency=1'] : ['--test-concurrency=2'];
  const [command, args] = suite.command?.() ?? [
    pinnedNode,
    ['--test', '--test-reporter=spec', ...concurrency, '--test-timeout=600000', ...files],
  ];
  process.stdout.write(`\n── ${suite.name} ──\n`);
  const started = Date.now();
  const result = await runSuite(
    command,
    args,
    projectEnv({ INTERIM_TEST_PYTHON: venvPython, ...full, ...suite.env, ...(browser ? { CHROMIUM: browser } : {}) }),
  );
  process.stdout.write(`${suite.name}: ${((Date.now() - started) / 1000).toFixed(0)} s, exit ${result.code}\n`);
  for (const key of ['passed', 'failed', 'skipped']) totals[key] += result[key];
  if (result.code !== 0) broken.push(suite.name);
}
if (broken.length > 0) process.stdout.write(`\nFailed suites: ${broken.join(', ')}\n`);
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`);
process.exit(broken.length > 0 ? 1 : 0);
