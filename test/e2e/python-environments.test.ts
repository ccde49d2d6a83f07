/** Python Environments beside the Python extension: it decides, is waited for while it starts, and chooses on the button. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { openWithExtensions } from './pythonExtension.ts';
import { eventually, openFile, runCommand } from './window.ts';

const { vscode, page, workspace, environment, shows, ran } = await openWithExtensions(['python', 'envs'], {});

const EXPORTS = "vscode.extensions.getExtension('ms-python.vscode-python-envs').exports";

test('a run waits for it, though it answers with nothing while it starts', async () => {
  assert.equal(await ran(), environment('second'));
  await shows(environment('second'));
});

test('what is chosen there is shown, and runs', async () => {
  await vscode.inHost(`
    const chosen = await ${EXPORTS}.resolveEnvironment(vscode.Uri.file('${environment('third')}'));
    await ${EXPORTS}.setEnvironment(vscode.workspace.workspaceFolders[0].uri, chosen);`);
  await openFile(vscode, page, 'who.py');
  await shows(environment('third'));
  assert.equal(await ran(), environment('third'));
});

test('Select Interpreter is its own choice', async () => {
  await openFile(vscode, page, 'who.py');
  await runCommand(page, 'Interim: Select Interpreter');
  await eventually(
    () => vscode.inHost('return globalThis.standInAsked'),
    (asked) => asked === 'python-envs.set',
  );
});

test('a run that waits for it says so, and Cancel starts nothing', async () => {
  await vscode.inHost(`${EXPORTS}.ready = new Promise(() => {}); ${EXPORTS}.known = undefined;`);
  const runs = () => fs.readdirSync(workspace.runsFolder).length;
  const before = runs();
  await openFile(vscode, page, 'who.py');
  await runCommand(page, 'Interim: Run with Lineage');
  // VS Code shows no notification by itself while it is driven by a test.
  await vscode.inHost(`await vscode.commands.executeCommand('notifications.showList')`);
  const notification = page.locator('.notifications-center .monaco-list-row', {
    hasText: 'Waiting for the Python extension',
  });
  await notification.getByRole('button', { name: 'Cancel' }).click();
  await notification.waitFor({ state: 'detached' });
  await page.waitForTimeout(1500);
  assert.equal(runs(), before);
  assert.equal(await page.locator('.debug-toolbar').first().isVisible(), false);
});
