/** A program that asks: it runs in the editor's terminal, where it is typed to, and is recorded as any other. */
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { findPanel } from './lineagePanel.ts';
import { openSession } from './session.ts';
import { eventually, openFile, screenshot } from './window.ts';
import { python } from './workspace.ts';

const ASKING = `limit = int(input("Least price? "))
prices = [3, 40, 500]
kept = [price for price in prices if price >= limit]
print("kept", kept)
open("kept.txt", "w").write(repr(kept))
`;

const { workspace, vscode, page } = await openSession({
  files: { 'asking.py': ASKING },
  settings: { 'interim.python': python },
});

test('input() in the integrated terminal is answered from the keyboard, and what came of it is drawn', async () => {
  await openFile(vscode, page, 'asking.py');
  void vscode.inHost(`await vscode.debug.startDebugging(vscode.workspace.workspaceFolders[0],
    { type: 'interim', request: 'launch', name: 'asking', program: '${workspace.folder}/asking.py', console: 'integratedTerminal' })`);
  const screen = page.locator('.terminal-wrapper.active .xterm');
  await screen.waitFor({ timeout: 30_000 });
  // A terminal's text is painted: that the program waits is read from its record.
  const run = await eventually(
    async () => (fs.existsSync(workspace.runsFolder) ? fs.readdirSync(workspace.runsFolder) : []),
    (runs) => runs.length > 0,
    30_000,
  );
  const log = path.join(workspace.runsFolder, run[0] ?? '', 'log-0.ndjson');
  await eventually(
    async () => (fs.existsSync(log) ? fs.readFileSync(log, 'utf8') : ''),
    (text) => text.includes('"k":"enter"'),
    30_000,
  );
  await screen.click();
  await page.keyboard.type('40');
  await page.keyboard.press('Enter');
  const kept = path.join(workspace.folder, 'kept.txt');
  await eventually(
    async () => (fs.existsSync(kept) ? fs.readFileSync(kept, 'utf8') : ''),
    (text) => text === '[40, 500]',
    30_000,
  );
  await (await findPanel(page)).node(/^kept, /);
  await screenshot(page, 'terminal');
});
