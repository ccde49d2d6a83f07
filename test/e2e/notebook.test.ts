/** A notebook in a real VS Code: run from its toolbar, and the way between its cells and their lineage. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { RunExit } from '../../src/protocol/runLog.ts';
import { findPanel } from './lineagePanel.ts';
import { openSession } from './session.ts';
import { eventually, hoverOver, screenshot, setTheme } from './window.ts';
import { python } from './workspace.ts';

const NOTEBOOK = 'python/flights/aircraft.ipynb';

const { workspace, vscode, page } = await openSession({ settings: { 'interim.python': python } });

async function openNotebook(): Promise<void> {
  await vscode.inHost(`
    const file = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, '${NOTEBOOK}');
    const notebook = await vscode.workspace.openNotebookDocument(file);
    await vscode.window.showNotebookDocument(notebook, { viewColumn: 1, preview: false });`);
  await page.locator('.notebookOverlay .cell-list-container').waitFor();
}

/** Which cell is selected (its place in the file), and the cursor's line in it. */
const selected = () =>
  vscode.inHost<[number, number]>(`
    const shown = vscode.window.visibleNotebookEditors[0];
    const at = shown.selections[0].start;
    const code = shown.notebook.cellAt(at).document;
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document === code);
    return [at, editor ? editor.selection.active.line + 1 : 0]`);

async function ended(): Promise<RunExit> {
  const exits = () =>
    (fs.existsSync(workspace.runsFolder) ? fs.readdirSync(workspace.runsFolder) : [])
      .map((run) => path.join(workspace.runsFolder, run, 'exit.json'))
      .filter((file) => fs.existsSync(file));
  const files = await eventually(
    async () => exits(),
    (found) => found.length > 0,
    90_000,
  );
  return JSON.parse(fs.readFileSync(files.at(-1) ?? '', 'utf8'));
}

test('the notebook runs from its toolbar, and the graph fills with its cells', async () => {
  await openNotebook();
  await page.locator('.notebook-toolbar-container [aria-label^="Run with Lineage"]').first().click();
  const panel = await findPanel(page);
  assert.equal((await ended()).exitCode, 0);
  await panel.node(/^flights, table 336,776 × 6.*cell 3:3$/);
  await panel.node(/^joined, table 327,346 × 9.*cell 4:2$/);
  await panel.node(/^In \[4\] Which flights have a known aircraft\?/);
});

test('a click on a node lands in its cell', async () => {
  const panel = await findPanel(page);
  await panel.click(/^delay, .*cell 8:2$/);
  await eventually(selected, ([cell, line]) => cell === 12 && line === 2);
  await panel.click(/^joined, table 327,346 × 9/);
  await eventually(selected, ([cell, line]) => cell === 6 && line === 2);
});

test('the hover in a cell shows the rows that the line made', async () => {
  const line = page.locator('.notebookOverlay .view-line', { hasText: 'joined = flown.merge' });
  const hover = await hoverOver(page, line.getByText('joined').first(), /DataFrame/);
  assert.match((await hover.textContent()) ?? '', /joined · DataFrame · 327,346 × 9/);
  await screenshot(page, 'notebook-hover');
  await page.keyboard.press('Escape');
});

test('the cursor in a cell selects the node', async () => {
  const panel = await findPanel(page);
  const known = page.locator('.notebookOverlay .view-line', { hasText: 'known = joined' }).getByText('known').first();
  await eventually(
    async () => {
      // The notebook may still be scrolling, and the click then lands in another line.
      await known.click();
      return panel.selected();
    },
    (text) => /^known, table 273,853 × 9/.test(text ?? ''),
  );
});

test('light and dark', async () => {
  for (const part of ['closePanel', 'closeSidebar'])
    await vscode.inHost(`await vscode.commands.executeCommand('workbench.action.${part}')`);
  await (await findPanel(page)).click(/^joined, table/);
  for (const [name, theme] of [
    ['dark', 'Default Dark Modern'],
    ['light', 'Default Light Modern'],
  ] as const) {
    await setTheme(vscode, page, theme);
    await screenshot(page, `notebook-${name}`);
  }
});

test('what a cell shows is saved before it runs', async () => {
  await page.locator('.notebookOverlay .view-line', { hasText: 'with a year of building' }).first().click();
  await page.keyboard.press('End');
  await page.keyboard.type('  # seen');
  await page.locator('.notebook-toolbar-container [aria-label^="Run with Lineage"]').first().click();
  await eventually(
    async () => fs.readFileSync(path.join(workspace.folder, NOTEBOOK), 'utf8'),
    (text) => text.includes('# seen'),
  );
});
