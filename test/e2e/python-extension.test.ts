/** The Python extension beside Interim: its active environment is what runs and what is shown, also when it wakes late. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWithExtensions } from './pythonExtension.ts';
import { eventually, openFile, runCommand } from './window.ts';

const { vscode, page, environment, shows, ran } = await openWithExtensions(['python'], {});

const EXPORTS = "vscode.extensions.getExtension('ms-python.python').exports.environments";

const choose = (path: string) =>
  vscode.inHost(`await ${EXPORTS}.updateActiveEnvironmentPath('${path}', vscode.workspace.workspaceFolders[0].uri)`);

test('where no environment was chosen, the search of Interim decides', async () => {
  await openFile(vscode, page, 'who.py');
  await shows(environment('.venv'));
  assert.equal(await ran(), environment('.venv'));
});

test('the environment that is chosen later is shown, and runs', async () => {
  await choose(environment('second'));
  await shows(environment('second'));
  assert.equal(await ran(), environment('second'));
  await choose(environment('third'));
  await shows(environment('third'));
  assert.equal(await ran(), environment('third'));
});

test('an environment that is gone is said, and not replaced in silence', async () => {
  await choose('/no/such/bin/python');
  await openFile(vscode, page, 'who.py');
  await runCommand(page, 'Interim: Run with Lineage');
  const dialog = page.locator('.monaco-dialog-box', { hasText: 'There is no Python at /no/such/bin/python' });
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Select Interpreter' }).click();
  await eventually(
    () => vscode.inHost('return globalThis.standInAsked'),
    (asked) => asked === 'python.setInterpreter',
  );
});
