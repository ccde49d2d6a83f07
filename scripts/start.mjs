// `npm start`: on a fresh clone installs and builds, runs an example through the debug adapter as the editor would, prints
// what it made, and serves its lineage panel.
//   npm start -- [EXAMPLE FILE] [--no-open]      with --no-open, or in CI: prints the address, checks that the panel draws, ends
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureBuild, ensurePackages, ensurePython, pinnedNode, projectEnv, root, venvPython } from './setup.mjs';

const args = process.argv.slice(2);
const program = path.resolve(
  args.find((word) => !word.startsWith('-')) ?? path.join(root, 'examples/python/flights/train.py'),
);
const open = !args.includes('--no-open') && !process.env.CI;

ensurePackages();
ensurePython();
ensureBuild();

const env = projectEnv();
const interim = (...words) =>
  spawnSync(pinnedNode, ['dist/interim.cjs', ...words], { cwd: root, env, stdio: 'inherit' });

process.stderr.write(`\nRunning ${path.relative(root, program)} with lineage, through the debug adapter.\n\n`);
const ran = spawnSync(pinnedNode, ['scripts/launch.ts', program, venvPython], {
  cwd: root,
  env,
  stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
});
const run = String(ran.output[3] ?? '').trim();
if (ran.status !== 0 || run === '') process.exit(ran.status || 1);

process.stdout.write('\n');
if (interim('show', run, '--runs-folder', path.dirname(run)).status !== 0) process.exit(1);
process.stdout.write('\n');

const view = ['dist/interim.cjs', 'view', run, '--runs-folder', path.dirname(run)];
if (open) {
  const shown = spawnSync(pinnedNode, [...view, '--open'], { cwd: root, env, stdio: 'inherit' });
  process.exit(shown.status ?? 0);
}
const server = spawn(pinnedNode, [...view, '--no-open'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
const address = await new Promise((resolve, reject) => {
  let text = '';
  server.stdout.on('data', (chunk) => {
    text += chunk;
    const found = /http:\/\/127\.0\.0\.1:\S+/.exec(text);
    if (found) resolve(found[0]);
  });
  server.once('exit', (code) => reject(new Error(`interim view ended with ${code}`)));
});
process.stdout.write(`Lineage panel: ${address}\n`);
const drawn = spawnSync(pinnedNode, ['scripts/look.ts', address], { cwd: root, env, stdio: 'inherit' });
server.kill();
process.exit(drawn.status ?? 1);
