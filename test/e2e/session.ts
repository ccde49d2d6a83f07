/** A workspace that is open in a real VS Code for the tests of one file, and closed after them. */
import { after } from 'node:test';
import type { Page } from 'playwright-core';
import { startChromium } from '../../scripts/chromium.ts';
import { startVSCode, type VSCode, type VSCodeOptions } from './server.ts';
import { openWindow } from './window.ts';
import { makeWorkspace, type Workspace } from './workspace.ts';

export interface Session {
  workspace: Workspace;
  vscode: VSCode;
  page: Page;
}

export interface SessionOptions extends Omit<VSCodeOptions, 'folder'> {
  /** Small programs beside the examples. */
  files?: Record<string, string>;
  /** What has to be in the workspace before VS Code starts. */
  prepare?: (workspace: Workspace) => void;
}

export async function openSession({ files, prepare, ...options }: SessionOptions = {}): Promise<Session> {
  const opened: (() => unknown)[] = [];
  after(async () => {
    for (const close of opened.reverse()) await close();
  });
  const workspace = makeWorkspace(files);
  opened.push(workspace.remove);
  prepare?.(workspace);
  const vscode = await startVSCode({ folder: workspace.folder, ...options });
  opened.push(vscode.stop);
  const browser = await startChromium();
  opened.push(() => browser.close());
  return { workspace, vscode, page: await openWindow(browser, vscode.url) };
}
