// Makes a fresh clone ready: npm packages, Python packages in .venv, the bundles in dist/. Each part is done once and
// again only when what it depends on changed. Runs on the machine's own Node (18 or later), before anything is installed.
//   node scripts/setup.mjs [--python] [--build]        packages always; the rest on request
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(fileURLToPath(import.meta.url), '../..');
const windows = process.platform === 'win32';
const stamps = path.join(root, '.cache/setup');

/** The Node that the project pins for development: it runs TypeScript without a build step. */
export const pinnedNode = path.join(root, 'node_modules/node/bin', windows ? 'node.exe' : 'node');
export const venvPython = path.join(root, '.venv', windows ? 'Scripts/python.exe' : 'bin/python');

/** Says what is wrong and what to do, and ends. */
export function fail(message, mend) {
  process.stderr.write(`\n${message}\n${mend}\n`);
  process.exit(1);
}

/** Runs a command with our stdio; ends the whole script where it fails. */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (done.error) fail(`${command} could not be started: ${done.error.message}`, 'Install it, or put it on the PATH.');
  if (done.status !== 0) process.exit(done.status ?? 1);
}

function hashOf(...files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex');
}

function isDone(name, key) {
  const stamp = path.join(stamps, name);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === key;
}

function markDone(name, key) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(path.join(stamps, name), key);
}

/** Calls npm by the Node that npm itself runs on, which is never inside the folder that npm is about to replace. */
export function npm(args, options = {}) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) run(process.env.npm_node_execpath ?? process.execPath, [cli, ...args], options);
  else run(windows ? 'npm.cmd' : 'npm', args, { shell: windows, ...options });
}

export function ensurePackages() {
  const key = hashOf(path.join(root, 'package-lock.json'));
  if (isDone('packages', key) && existsSync(pinnedNode)) return;
  process.stderr.write('Installing npm packages…\n');
  npm(['ci', '--no-audit', '--no-fund', '--loglevel', 'error']);
  if (!existsSync(pinnedNode))
    fail('The npm package "node" brought no executable.', 'Allow its install script: npm install-scripts approve node');
  markDone('packages', key);
}

function versionOf(command, args) {
  const probe = spawnSync(command, [...args, '-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], {
    encoding: 'utf8',
  });
  const [major, minor] = (probe.stdout ?? '').trim().split('.').map(Number);
  return probe.status === 0 && major === 3 ? minor : -1;
}

function findPython() {
  const names = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.14', 'python'].map((name) => [name, []]);
  if (windows) names.unshift(['py', ['-3']]);
  return names.find(([command, args]) => versionOf(command, args) >= 11);
}

export function ensurePython() {
  const requirements = path.join(root, 'requirements.txt');
  const key = hashOf(requirements);
  if (isDone('python', key) && existsSync(venvPython)) return;
  const found = findPython();
  if (!found)
    fail(
      'No Python 3.11 or later was found.',
      'Install it (the examples need it; pipelines themselves may use 3.9 or later).',
    );
  process.stderr.write('Installing Python packages into .venv…\n');
  const [command, args] = found;
  if (!existsSync(venvPython)) {
    const made = spawnSync(command, [...args, '-m', 'venv', '.venv'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (made.status !== 0) {
      rmSync(path.join(root, '.venv'), { recursive: true, force: true });
      fail('Python could not make a virtual environment.', 'On Debian and Ubuntu: apt-get install python3-venv');
    }
  }
  run(venvPython, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
  markDone('python', key);
}

function newestIn(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === '__pycache__' || entry.name === 'node_modules') continue;
    const full = path.join(folder, entry.name);
    newest = Math.max(newest, entry.isDirectory() ? newestIn(full) : statSync(full).mtimeMs);
  }
  return newest;
}

export function ensureBuild() {
  const sources = ['src', 'webview', 'scripts'].map((name) => newestIn(path.join(root, name)));
  const key = `${Math.max(...sources)} ${hashOf(path.join(root, 'package-lock.json'))}`;
  if (isDone('build', key) && existsSync(path.join(root, 'dist/interim.cjs'))) return;
  run(pinnedNode, ['scripts/build.mjs']);
  markDone('build', key);
}

/** The environment in which the project's own commands run: pinned Node and the virtual environment first. */
export function projectEnv(extra = {}) {
  const first = [path.dirname(pinnedNode), path.join(root, 'node_modules/.bin')].join(path.delimiter);
  return { ...process.env, PATH: `${first}${path.delimiter}${process.env.PATH ?? ''}`, ...extra };
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  ensurePackages();
  if (process.argv.includes('--python')) ensurePython();
  if (process.argv.includes('--build')) ensureBuild();
}
