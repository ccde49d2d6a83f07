/** Published packages, traced whole through an include pattern while a program exercises them: the same output as plainly. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { runPlain, runTraced } from '../node/traced.ts';
import { folder, installPackages } from './install.ts';

const chosen = process.env.CASE?.split(',');

installPackages();
for (const file of fs.readdirSync(path.join(folder, 'programs'))) {
  const name = path.basename(file, '.mjs');
  if (chosen && !chosen.includes(name)) continue;
  test(name, async () => {
    const entry = `programs/${file}`;
    const plain = runPlain(folder, entry);
    const traced = await runTraced(folder, entry, [], [], [`node_modules/${name}/**`]);
    assert.equal(plain.status, 0, plain.stderr);
    const { stdout, stderr, status, signal, records } = traced;
    assert.deepEqual({ stdout, stderr, status, signal }, plain);
    const modules = records.filter(
      ({ k, ...record }) => k === 'module' && 'file' in record && record.file.includes(`/${name}/`),
    );
    assert.ok(modules.length > 0, 'the package was traced');
    assert.deepEqual(
      records.filter(({ k }) => k === 'problem'),
      [],
    );
  });
}
