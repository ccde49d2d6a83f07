/** Run with Lineage in a real VS Code: the examples, and programs that fail, hang or are not saved. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { RunExit } from '../../src/protocol/runLog.ts';
import { findPanel } from './lineagePanel.ts';
import { openSession } from './session.ts';
import { cursorLine, eventually, goToLine, hoverOver, openFile, runCommand, screenshot, setTheme } from './window.ts';
import { python } from './workspace.ts';

const FAILING = `orders = [{"id": 1, "price": 3}, {"id": 2}]
prices = [order["id"] for order in orders]
total = sum(order["price"] for order in orders)
`;
const ENDLESS = `import os, time
rows = [1, 2, 3]
open("pid.txt", "w").write(str(os.getpid()))
while True:
    time.sleep(0.05)
`;

const { workspace, vscode, page } = await openSession({
  files: { 'failing.py': FAILING, 'endless.py': ENDLESS, 'unsaved.py': 'a = [1]\n' },
  settings: { 'interim.python': python },
});

const line = (text: string) => page.locator('.view-line', { hasText: text });
const runButton = () => page.locator('.editor-actions [aria-label^="Run with Lineage"]').first();

/** How the run of a program ended, once it has. */
async function ended(program: string): Promise<RunExit> {
  const exits = () =>
    (fs.existsSync(workspace.runsFolder) ? fs.readdirSync(workspace.runsFolder) : [])
      .filter((run) => run.includes(`-${program}-`))
      .map((run) => path.join(workspace.runsFolder, run, 'exit.json'))
      .filter((file) => fs.existsSync(file));
  const [file = ''] = await eventually(
    async () => exits(),
    (found) => found.length > 0,
    90_000,
  );
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

test('Python: the flights example runs from the editor title, and its graph fills', async () => {
  await openFile(vscode, page, 'python/flights/train.py');
  await runButton().click();
  const panel = await findPanel(page);
  const exit = await ended('train');
  assert.equal(exit.exitCode, 0);
  await panel.node(/^flights, table 336,776 × 19/);
  await panel.node(/^joined, table 327,346 × 28/);
  await panel.node(/^model, model Pipeline/);
  await page.locator('[id="interim.interim.lastRun"]', { hasText: /\d+ artifacts/ }).waitFor();
  await page.locator('.repl', { hasText: 'flights 336,776, after joining 327,346 x 28' }).waitFor();
});

test('a click on a node goes to its line, and the cursor selects the node', async () => {
  const panel = await findPanel(page);
  await panel.click(/^joined, table 327,346 × 28.*line 31$/);
  // The function that joins lies in the module that the entry imports.
  await page.locator('.tab.active[data-resource-name="features.py"]').waitFor();
  await eventually(
    () => cursorLine(vscode),
    (at) => at === 31,
  );
  // A long line is gone to as well, and the lines' beginnings stay in sight.
  await panel.click(/^joined, table 327,346 × 28.*drop_duplicates.*line 36$/);
  await eventually(
    () => cursorLine(vscode),
    (at) => at === 36,
  );
  await page.waitForTimeout(300);
  assert.equal(
    await page
      .locator('.editor-instance .lines-content')
      .first()
      .evaluate(({ style }) => style.left),
    '0px',
  );
  await openFile(vscode, page, 'python/flights/train.py');
  await goToLine(vscode, 74);
  await line('test = table').getByText('table').first().click();
  await eventually(
    () => panel.selected(),
    (text) => /^test, table 53,991 × 33/.test(text ?? ''),
  );
});

test('the hover shows the real rows', async () => {
  await openFile(vscode, page, 'python/flights/train.py');
  await goToLine(vscode, 64);
  const hover = await hoverOver(page, line('planes = pd').getByText('planes').first(), /DataFrame/);
  assert.match((await hover.textContent()) ?? '', /planes · DataFrame · 3,322 × 9/);
  const rows = await hover.locator('tr').allTextContents();
  const data = fs.readFileSync(path.join(workspace.folder, 'python/flights/data/planes.csv'), 'utf8').split('\n');
  const [header = '', first = ''] = data.map((row) => row.trim());
  for (const [text, cells] of [
    [rows[0], header.split(',')],
    [rows[3], first.split(',')],
  ] as const)
    for (const cell of cells.slice(0, 5))
      assert.ok(text?.replaceAll('\u00a0', ' ').includes(cell), `${cell} in ${text}`);
  assert.equal(rows.length, 3 + 10);
  await screenshot(page, 'hover-flights');
  await page.keyboard.press('Escape');
});

test('the panel follows the theme: light, dark and high contrast', async () => {
  for (const part of ['closePanel', 'toggleSidebarVisibility'])
    await vscode.inHost(`await vscode.commands.executeCommand('workbench.action.${part}')`);
  await (await findPanel(page)).click(/^joined, table/);
  for (const [name, theme] of [
    ['dark', 'Default Dark Modern'],
    ['high-contrast', 'Default High Contrast'],
    ['light', 'Default Light Modern'],
  ] as const) {
    await setTheme(vscode, page, theme);
    await screenshot(page, `panel-${name}`);
  }
});

test('TypeScript: the Arquero example runs without a build step', async () => {
  await openFile(vscode, page, 'typescript/arquero_flights/main.ts');
  await runButton().click();
  const panel = await findPanel(page);
  const exit = await ended('main');
  assert.equal(exit.exitCode, 0);
  await panel.node(/^flown, table 26,398 × 12/);
  await panel.click(/^known/);
  await eventually(
    () => cursorLine(vscode),
    (at) => at === 22,
  );
  const hover = await hoverOver(page, line('withWeather = join').getByText('known').first(), /25,720/);
  assert.match((await hover.textContent()) ?? '', /known.*25,720 × 16/);
  await screenshot(page, 'typescript');
  await page.keyboard.press('Escape');
});

test('a program that fails shows where, with what it had made so far', async () => {
  await openFile(vscode, page, 'failing.py');
  await runCommand(page, 'Interim: Run with Lineage');
  const panel = await findPanel(page);
  const exit = await ended('failing');
  assert.equal(exit.exitCode, 1);
  await panel.node(/^total, KeyError: price/);
  await panel.node(/^prices/);
  await page.locator('[id="interim.interim.lastRun"]', { hasText: 'failed' }).waitFor();
  await page.locator('.repl', { hasText: "KeyError: 'price'" }).waitFor();
  await screenshot(page, 'failed');
});

test('F5 with no launch.json runs the file; Stop ends a loop that never would, and its process', async () => {
  await openFile(vscode, page, 'endless.py');
  await page.keyboard.press('F5');
  const pid = await eventually(
    async () => {
      const file = path.join(workspace.folder, 'pid.txt');
      return fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0;
    },
    (found) => found > 0,
    30_000,
  );
  // The graph is there while the program still runs.
  await (await findPanel(page)).node(/^rows, /);
  await screenshot(page, 'live');
  await runCommand(page, 'Interim: Stop');
  const exit = await ended('endless');
  assert.equal(exit.stopped, true);
  assert.throws(() => process.kill(pid, 0));
  await page.locator('[id="interim.interim.lastRun"]', { hasText: 'stopped' }).waitFor();
});

test('what the editor shows is saved before it runs', async () => {
  await openFile(vscode, page, 'unsaved.py');
  await line('a = [1]').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('b = a + [2]');
  await runButton().click();
  await ended('unsaved');
  assert.match(fs.readFileSync(path.join(workspace.folder, 'unsaved.py'), 'utf8'), /b = a \+ \[2\]/);
  await (await findPanel(page)).node(/^b, /);
});

test('an interpreter that is not there is said, with the button that mends it', async () => {
  const dialog = page.locator('.monaco-dialog-box');
  void vscode
    .inHost(`await vscode.debug.startDebugging(vscode.workspace.workspaceFolders[0],
    { type: 'interim', request: 'launch', name: 'x', program: '${workspace.folder}/unsaved.py', python: '/no/such/python' })`)
    .catch(() => undefined); // Answers when the dialog is closed.
  await dialog.waitFor();
  assert.match((await dialog.textContent()) ?? '', /There is no Python at \/no\/such\/python/);
  await dialog.getByRole('button', { name: 'Select Interpreter' }).click();
  await page.locator('.quick-input-widget', { hasText: 'Python that files run with' }).waitFor();
  await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'CPython' }).first().waitFor();
  await screenshot(page, 'select-interpreter');
  await page.keyboard.press('Escape');
});
