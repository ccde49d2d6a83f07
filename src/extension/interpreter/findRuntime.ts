/** The recorder's own search, asked from the editor, so that what is shown is what will run. Loaded on first use. */
import path from 'node:path';
import * as vscode from 'vscode';
import type { Language } from '../../protocol/runLog.ts';
import { findNode } from '../../recorder/node.ts';
import { findPython } from '../../recorder/python.ts';
import type { Runtime } from '../../recorder/runtime.ts';
import { workspaceOf } from '../../recorder/workspace.ts';

export function findRuntime(language: Language, resource: vscode.Uri, explicit: string | undefined): Promise<Runtime> {
  const folder = path.dirname(resource.fsPath);
  const workspace = vscode.workspace.getWorkspaceFolder(resource)?.uri.fsPath ?? workspaceOf(folder);
  const search = { folder, workspace, cwd: workspace, env: process.env, explicit };
  return language === 'python' ? findPython(search) : findNode(search);
}
