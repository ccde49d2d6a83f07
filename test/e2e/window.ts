/** Drives a VS Code window as a user does: palette, files, quick picks, hovers, webviews, screenshots. */
import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { root, type VSCode } from './server.ts';

const results = path.join(root, 'test-results');

/** A new context has fresh interface state; each page gets an extension host of its own. */
export async function openWindow(browser: Browser, url: string, size = { width: 1500, height: 940 }): Promise<Page> {
  const page = await (await browser.newContext({ viewport: size })).newPage();
  await page.goto(url);
  await explorerReady(page);
  return page;
}

async function explorerReady(page: Page): Promise<void> {
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
}

interface Choose {
  /** Text of the row to accept, where it is not what is typed. */
  row?: string;
  /** The command asks further in the same widget. */
  stays?: boolean;
}

/** In the open quick pick: types, and waits until the focused row is the wanted one (the unfiltered list shows first). */
async function findRow(page: Page, text: string, row: string, timeout: number): Promise<void> {
  const widget = page.locator('.quick-input-widget');
  const input = widget.locator('.quick-input-box input');
  await input.waitFor({ timeout });
  await input.fill(text, { timeout });
  await widget.locator('.monaco-list-row.focused').filter({ hasText: row }).waitFor({ timeout });
}

async function accept(page: Page, stays: boolean): Promise<void> {
  const widget = page.locator('.quick-input-widget');
  await widget.locator('.quick-input-box input').press('Enter');
  if (!stays) await widget.waitFor({ state: 'hidden', timeout: 15_000 });
}

const TRIES = 3;

async function ask(page: Page, open: () => Promise<void>, text: string, row: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    await open();
    try {
      return await findRow(page, text, row, 5000);
    } catch (error) {
      if (tries === TRIES) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** The palette lists what is offered at the moment it opens: a file that has just opened may offer its commands a little later. */
export async function runCommand(
  page: Page,
  title: string,
  { row = title, stays = false }: Choose = {},
): Promise<void> {
  await ask(page, () => page.keyboard.press('F1'), `>${title}`, row);
  await accept(page, stays);
}

/** A command that asks: picks one of what it offers. A window that is still being restored may take the focus from it, which ends the question. */
export async function chooseFrom(page: Page, title: string, text: string, row = text): Promise<void> {
  await ask(page, () => runCommand(page, title, { stays: true }), text, row);
  await accept(page, false);
}

/** Opens a file of the workspace in the first editor group. (Quick open would search the whole workspace first.) */
export async function openFile(vscode: VSCode, page: Page, name: string): Promise<void> {
  await vscode.inHost(`
    const file = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, '${name}');
    await vscode.window.showTextDocument(file, { viewColumn: 1, preview: false });`);
  await page
    .locator(`.tab.active[data-resource-name="${path.basename(name)}"]`)
    .first()
    .waitFor();
}

/** The inner frame of the webview that holds `selector`. */
export async function findWebview(page: Page, selector: string, timeout = 20_000): Promise<Frame> {
  for (const end = Date.now() + timeout; ; await page.waitForTimeout(100)) {
    for (const frame of page.frames())
      if (
        /\/webview\/browser\/pre\//.test(frame.url()) &&
        (await frame
          .locator(selector)
          .count()
          .catch(() => 0)) > 0
      )
        return frame;
    if (Date.now() > end) throw new Error(`No webview has ${selector}`);
  }
}

/** The number of the line that the cursor of the first editor is in. */
export function cursorLine(vscode: VSCode): Promise<number> {
  return vscode.inHost('return vscode.window.visibleTextEditors[0].selection.active.line + 1');
}

/** Puts the cursor into a line of the editor that was used last. */
export async function goToLine(vscode: VSCode, line: number): Promise<void> {
  await vscode.inHost(`
    const { document, viewColumn } = vscode.window.activeTextEditor;
    const selection = new vscode.Range(${line - 1}, 0, ${line - 1}, 0);
    await vscode.window.showTextDocument(document, { viewColumn, selection, preview: false });`);
}

/** The hover over a piece of code, once it says what is wanted. */
export async function hoverOver(page: Page, token: Locator, wanted: RegExp): Promise<Locator> {
  await token.hover();
  const hover = page.locator('.monaco-hover:not(.hidden) .hover-contents', { hasText: wanted });
  await hover.first().waitFor({ timeout: 15_000 });
  return hover.first();
}

export async function screenshot(page: Page, name: string): Promise<void> {
  fs.mkdirSync(results, { recursive: true });
  await page.screenshot({ path: path.join(results, `${name}.png`) });
}

/** Waits until `read` gives something that `holds` accepts; for facts that no element of the page shows. */
export async function eventually<T>(
  read: () => Promise<T>,
  holds: (value: T) => boolean,
  timeout = 20_000,
): Promise<T> {
  for (const end = Date.now() + timeout; ; ) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > end) throw new Error(`Not in ${timeout} ms; last: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Waits until VS Code keeps a text for the next start of the window: in a browser it writes its state down every few seconds. */
export async function stateKept(page: Page, text: string): Promise<void> {
  await eventually(
    () => page.evaluate(storedState),
    (stored) => stored.some((value) => value.replaceAll('\\', '').includes(text)),
    60_000,
  );
}

/** Runs in the page: every text that VS Code has in its databases. */
async function storedState(): Promise<string[]> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const texts: string[] = [];
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith('vscode-web-state-db-')) continue;
    const database = await done(indexedDB.open(name));
    for (const table of database.objectStoreNames)
      for (const value of await done(database.transaction(table).objectStore(table).getAll()))
        if (typeof value === 'string') texts.push(value);
    database.close();
  }
  return texts;
}

export async function setTheme(vscode: VSCode, page: Page, theme: string): Promise<void> {
  await vscode.inHost(`await vscode.workspace.getConfiguration('workbench').update('colorTheme', '${theme}', 1)`);
  const kind = theme.includes('Contrast') ? 'hc-black' : theme.includes('Dark') ? 'vs-dark' : 'vs';
  await page.locator(`.monaco-workbench.${kind}`).waitFor();
  // The webview is told after the workbench, and draws in its next frame.
  await page.waitForTimeout(600);
}
