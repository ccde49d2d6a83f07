/** The dependency rule of ARCHITECTURE.md holds, and the check of it notices when it does not. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');
const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

function cruise(folder: string): { rules: string[]; modules: number } {
  const args = [
    cruiser,
    '--config',
    path.join(root, '.dependency-cruiser.cjs'),
    '--output-type',
    'json',
    'src',
    'webview',
  ];
  const done = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const { summary } = JSON.parse(done.stdout);
  return {
    rules: summary.violations.map(({ rule }: { rule: { name: string } }) => rule.name),
    modules: summary.totalCruised,
  };
}

test('every folder imports only what stands below it', () => {
  const { rules, modules } = cruise(root);
  assert.deepEqual(rules, []);
  assert.ok(modules > 50, `only ${modules} modules were looked at`);
});

const wrong: [file: string, text: string, rule: string][] = [
  ['src/core/a.ts', "import fs from 'node:fs';\nfs.statSync('.');\n", 'core-does-no-io'],
  ['src/store/a.ts', "import { b } from '../recorder/b.ts';\nb();\n", 'store-imports-only-below'],
  ['webview/a.ts', "import { b } from '../src/recorder/b.ts';\nb();\n", 'webview-imports-protocol-and-core'],
  [
    'src/cli/a.ts',
    "import type * as vscode from 'vscode';\nexport type A = vscode.Uri;\n",
    'only-extension-imports-vscode',
  ],
];

for (const [file, text, rule] of wrong) {
  test(`noticed: ${rule}`, () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'interim-rule-'));
    try {
      for (const place of ['src/core', 'src/store', 'src/recorder', 'src/cli', 'webview', 'node_modules/@types/vscode'])
        mkdirSync(path.join(folder, place), { recursive: true });
      writeFileSync(
        path.join(folder, 'tsconfig.json'),
        '{"compilerOptions":{"allowImportingTsExtensions":true,"noEmit":true,"moduleResolution":"bundler","module":"esnext"}}',
      );
      writeFileSync(
        path.join(folder, 'node_modules/@types/vscode/index.d.ts'),
        "declare module 'vscode' { export class Uri {} }\n",
      );
      writeFileSync(path.join(folder, 'src/recorder/b.ts'), 'export function b(): void {}\n');
      writeFileSync(path.join(folder, file), text);
      assert.ok(cruise(folder).rules.includes(rule), `${rule} was not noticed`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
