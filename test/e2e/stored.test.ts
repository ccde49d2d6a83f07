/** Runs that were recorded before: opened, hovered, navigated both ways, restored after a reload, deleted. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { findPanel } from './lineagePanel.ts';
import { openSession } from './session.ts';
import { HOSTILE, writeStoredRun } from './storedRun.ts';
import {
  chooseFrom,
  cursorLine,
  eventually,
  goToLine,
  hoverOver,
  openFile,
  runCommand,
  screenshot,
  stateKept,
} from './window.ts';

let folder = '';
const { workspace, vscode, page } = await openSession({
  prepare: (workspace) => {
    folder = writeStoredRun(workspace.folder, '20260105-100000-stored-aaaa');
  },
});

const line = (text: string) => page.locator('.view-line', { hasText: text });

test('the extension starts with the first Python file, and the status bar tells of the last run', async () => {
  await openFile(vscode, page, 'stored.py');
  await page.locator('[id="interim.interim.lastRun"]', { hasText: '3 artifacts' }).waitFor();
});

test('the hover shows the table that the expression made, as data', async () => {
  await line('kept = raw').getByText('dropna').waitFor();
  const hover = await hoverOver(page, line('kept = raw').getByText('dropna'), /DataFrame/);
  assert.match((await hover.textContent()) ?? '', /kept · DataFrame · 3 × 2 · 0 nulls/);
  const rows = await hover.locator('tr').allInnerTexts();
  assert.deepEqual(
    rows.map((row) => row.split('\t').map((cell) => cell.replaceAll('\u00a0', ' ').trim())),
    [
      ['', 'id', 'note'],
      ['', 'int64', 'object'],
      ['0', '0', HOSTILE[0]],
      ['1', '1', HOSTILE[1]],
      ['2', '2', HOSTILE[2]],
    ],
  );
  // Two links of ours, and none that the data asked for.
  assert.deepEqual(await hover.locator('a').allInnerTexts(), ['Open', 'Lineage']);
  assert.equal(await hover.locator('td b, td strong, td img').count(), 0);
  await screenshot(page, 'hover-stored');
});

test('a file that changed since the run: unchanged lines are told as stale, changed ones not at all', async () => {
  await goToLine(vscode, 1);
  await page.keyboard.press('Home');
  await page.keyboard.type('# a new first line\n');
  const stale = await hoverOver(page, line('kept = raw').getByText('dropna'), /changed since/);
  assert.match((await stale.textContent()) ?? '', /kept · DataFrame · 3 × 2/);
  await page.keyboard.press('Escape');
  await vscode.inHost(`await vscode.commands.executeCommand('workbench.action.files.revert')`);
  await line('# a new').waitFor({ state: 'hidden' });
});

test('Open Lineage draws the run; a click on a node goes to its line', async () => {
  await runCommand(page, 'Interim: Open Lineage');
  const panel = await findPanel(page);
  await panel.click(/^kept/);
  await eventually(
    () => cursorLine(vscode),
    (at) => at === 4,
  );
  assert.match((await panel.selected()) ?? '', /^kept, table 3 × 2/);
  await panel.frame.getByText('[link](command:a.stop)').first().waitFor();
});

test('the cursor in code selects the node of that code', async () => {
  const panel = await findPanel(page);
  await line('raw = pd').getByText('read_csv').click();
  await eventually(
    () => panel.selected(),
    (text) => /^raw/.test(text ?? ''),
  );
  await line('kept = raw').getByText('dropna').click();
  await eventually(
    () => panel.selected(),
    (text) => /^kept/.test(text ?? ''),
  );
});

test('a setting turns the following off, and one the hover', async () => {
  const panel = await findPanel(page);
  const set = (name: string, value: unknown) =>
    vscode.inHost(`await vscode.workspace.getConfiguration('interim').update('${name}', ${value}, 1)`);
  await set('panel.followSelection', false);
  await set('hover.enabled', false);
  const hovers = () =>
    vscode.inHost<number>(`
      const uri = vscode.window.visibleTextEditors[0].document.uri;
      const at = new vscode.Position(3, 12);
      return (await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, at)).length;`);
  await eventually(hovers, (count) => count === 0);
  await line('raw = pd').getByText('read_csv').click();
  await eventually(
    () => cursorLine(vscode),
    (at) => at === 3,
  );
  assert.match((await panel.selected()) ?? '', /^kept/);
  await set('panel.followSelection', undefined);
  await set('hover.enabled', undefined);
  await eventually(hovers, (count) => count === 1);
});

test('the Runs view opens a run to its artifacts, and an artifact to what it was made from', async () => {
  await runCommand(page, 'Interim: Focus on Runs View');
  const rows = page.locator('.pane-body .monaco-list-row[role=treeitem]');
  const row = (text: RegExp) => rows.filter({ hasText: text });
  await row(/stored\.py/).click();
  await row(/kept/).waitFor();
  await screenshot(page, 'runs-view');
  await row(/kept/).locator('.monaco-tl-twistie').click();
  await row(/receiver:.*4 × 2/).waitFor();
  await screenshot(page, 'runs-view');
  await row(/^\s*raw/)
    .first()
    .click();
  await eventually(
    () => cursorLine(vscode),
    (at) => at === 3,
  );
});

test('a reload restores the panel with its run and its selection', async () => {
  const before = await findPanel(page);
  await before.click(/^raw/);
  const node = await before.frame
    .locator('.mirror [aria-selected=true]')
    .filter({ hasText: /^raw/ })
    .getAttribute('data-node');
  await stateKept(page, `"node":"${node}"`);
  await page.reload();
  const panel = await findPanel(page, 60_000);
  await panel.node(/^kept, table 3 × 2/);
  await eventually(
    () => panel.selected(),
    (text) => /^raw/.test(text ?? ''),
  );
});

test('Open Run… offers the runs, newest first', async () => {
  const newer = writeStoredRun(workspace.folder, '20260106-100000-other-bbbb', 'other.py', '2026-01-06T10:00:00.000Z');
  assert.ok(fs.existsSync(newer));
  // As offered before anything is typed: the focus is on the first.
  await chooseFrom(page, 'Interim: Open Run', '', 'other.py');
  await page.locator('.tab', { hasText: 'Lineage: other.py' }).waitFor();
});

test('Delete Run… asks, says that there is no way back, and closes what showed the run', async () => {
  await chooseFrom(page, 'Interim: Delete Run', 'other.py');
  const dialog = page.locator('.monaco-dialog-box');
  assert.match((await dialog.textContent()) ?? '', /other-bbbb.*cannot be undone/s);
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await eventually(
    async () => fs.readdirSync(workspace.runsFolder),
    (names) => names.length === 1,
  );
  await page.locator('.tab', { hasText: 'Lineage' }).waitFor({ state: 'hidden' });
  assert.ok(fs.existsSync(folder));
});
