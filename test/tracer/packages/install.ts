/** The packages that the tests trace whole, installed when first wanted: apart from the project's own, which the lock file pins too. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export const folder = import.meta.dirname;

export function installPackages(): void {
  const lock = fs.readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
  const mark = path.join(folder, 'node_modules', '.installed-lock.json');
  if (fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') === lock) return;
  const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status, stderr } = spawnSync('npm', words, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The packages of test/tracer/packages cannot be installed:\n${stderr}`);
  fs.writeFileSync(mark, lock);
}
