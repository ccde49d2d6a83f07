/** Restricted Mode: recorded runs open and are hovered, nothing runs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPanel } from './lineagePanel.ts';
import { openSession } from './session.ts';
import { writeStoredRun } from './storedRun.ts';
import { openFile, runCommand, screenshot } from './window.ts';

const { vscode, page } = await openSession({
  prepare: (workspace) => writeStoredRun(workspace.folder, '20260105-100000-stored-aaaa'),
  trust: true,
  settings: { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' },
});

test('a workspace that is not trusted opens recorded runs', async () => {
  assert.equal(await vscode.inHost('return vscode.workspace.isTrusted'), false);
  await openFile(vscode, page, 'stored.py');
  await runCommand(page, 'Interim: Open Lineage');
  const panel = await findPanel(page);
  await panel.node(/^kept, table 3 × 2/);
  await screenshot(page, 'restricted');
});

test('and runs nothing: neither the button nor the command is offered', async () => {
  await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
  assert.equal(await page.locator('.editor-actions [aria-label^="Run with Lineage"]').count(), 0);
  await page.keyboard.press('F1');
  const rows = page.locator('.quick-input-widget .monaco-list-row');
  await page.locator('.quick-input-widget .quick-input-box input').fill('>Interim: O');
  await rows.filter({ hasText: 'Interim: Open Lineage' }).waitFor();
  await page.locator('.quick-input-widget .quick-input-box input').fill('>Interim: ');
  assert.equal(await rows.filter({ hasText: 'Interim: Run with Lineage' }).count(), 0);
  await page.keyboard.press('Escape');
});
