// `npm run check`: types, lint and format, the dependency rule, and the Python's lint, format and types.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensurePackages, ensurePython, projectEnv, root, venvPython } from './setup.mjs';

ensurePackages();
ensurePython();

const bin = (name) => path.join(root, 'node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name);
const python = ['src/tracer/python', 'test/tracer', 'test/second-recorder', 'examples/python', 'bench'];
const checks = [
  ['types', process.execPath, ['node_modules/typescript-7/bin/tsc', '-p', '.']],
  ['lint and format', bin('biome'), ['ci', '--error-on-warnings', '.']],
  ['dependency rule', bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'src', 'webview']],
  ['third-party notices', process.execPath, ['scripts/notices.mjs', '--check']],
  ['Python lint', venvPython, ['-m', 'ruff', 'check', ...python]],
  ['Python format', venvPython, ['-m', 'ruff', 'format', '--check', ...python]],
  ['Python types', venvPython, ['-m', 'mypy', 'src/tracer/python']],
];

const failed = [];
for (const [name, command, args] of checks) {
  process.stdout.write(`• ${name}\n`);
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: projectEnv(),
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) failed.push(name);
}
process.stdout.write(failed.length > 0 ? `\nFailed: ${failed.join(', ')}\n` : '\nAll checks passed.\n');
process.exit(failed.length > 0 ? 1 : 0);
