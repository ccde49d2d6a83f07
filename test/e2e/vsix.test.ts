/** The package that users install: complete, small, and able to run and show a pipeline on its own. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { findPanel } from './lineagePanel.ts';
import { root } from './server.ts';
import { openSession } from './session.ts';
import { openFile, screenshot } from './window.ts';
import { python } from './workspace.ts';

const PROGRAM = `import pandas as pd

sales = pd.DataFrame({"shop": ["a", "b", "a"], "price": [3, 4, 5]})
totals = sales.groupby("shop")["price"].sum()
print(totals)
`;

execFileSync(process.execPath, [path.join(root, 'scripts/package.mjs')], { stdio: 'pipe' });
const { name, version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
const { vscode, page } = await openSession({
  files: { 'sales.py': PROGRAM },
  vsix: path.join(root, `${name}-${version}.vsix`),
  settings: { 'interim.python': python },
});

const runButton = () => page.locator('.editor-actions [aria-label^="Run with Lineage"]').first();

test('the installed package is what runs, not the sources beside it', async () => {
  const folder = await vscode.inHost<string>(`return vscode.extensions.getExtension('interim.interim').extensionPath`);
  assert.ok(!folder.startsWith(root), folder);
});

test('a Python program runs and its graph fills', async () => {
  await openFile(vscode, page, 'sales.py');
  await runButton().click();
  const panel = await findPanel(page, 60_000);
  await panel.node(/^sales, table 3 × 2/);
  await panel.node(/^totals/);
  await page.locator('.repl', { hasText: 'Name: price, dtype: int64' }).waitFor();
  await screenshot(page, 'vsix');
});

test('a TypeScript program runs with the analyzer of the package', async () => {
  await openFile(vscode, page, 'typescript/arquero_flights/main.ts');
  await runButton().click();
  await (await findPanel(page)).node(/^known, /);
});
