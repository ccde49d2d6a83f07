/** What the tests with a Python extension beside Interim share: three environments, and what is shown of the one that a file runs with. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openSession, type Session } from './session.ts';
import { eventually, openFile, runCommand } from './window.ts';
import { python } from './workspace.ts';

export interface PythonSession extends Session {
  /** The interpreter of an environment of the workspace. */
  environment(name: string): string;
  /** Waits until the language status names this interpreter. */
  shows(interpreter: string): Promise<void>;
  /** Runs the program and gives the interpreter that it ran with. */
  ran(): Promise<string>;
}

const PROGRAM = 'import sys\nprint("ran with", sys.executable, "end")\n';

export async function openWithExtensions(beside: string[], settings: Record<string, unknown>): Promise<PythonSession> {
  const session = await openSession({
    files: { 'who.py': PROGRAM },
    beside: beside.map((name) => path.join(import.meta.dirname, 'standIn', name)),
    settings,
    // The recorder's own search would find the first.
    prepare: ({ folder }) => {
      for (const name of ['.venv', 'second', 'third'])
        execFileSync(python, ['-m', 'venv', '--without-pip', path.join(folder, name)]);
    },
  });
  const { vscode, page, workspace } = session;
  return {
    ...session,
    environment: (name) => path.join(workspace.folder, name, 'bin/python'),
    shows: (interpreter) => languageStatus(page, path.relative(workspace.folder, interpreter)),
    async ran() {
      await openFile(vscode, page, 'who.py');
      await vscode.inHost(`await vscode.commands.executeCommand('workbench.debug.panel.action.clearReplAction')`);
      await runCommand(page, 'Interim: Run with Lineage');
      const line = page.locator('.repl', { hasText: /ran with .* end/ });
      await line.waitFor({ timeout: 60_000 });
      return /ran with (\S+) end/.exec((await line.textContent()) ?? '')?.[1] ?? '';
    },
  };
}

async function languageStatus(page: Page, wanted: string): Promise<void> {
  await eventually(
    async () => {
      await page.mouse.move(700, 300);
      await page.locator('[id="status.languageStatus"]').hover();
      await page.waitForTimeout(600);
      return (await page.locator('.monaco-hover:not(.hidden)').allTextContents()).join();
    },
    (text) => text.includes(wanted),
    30_000,
  );
}
