/** Which interpreter a file runs with: the setting, then the Python extension's; undefined leaves the search to the recorder. */
import * as vscode from 'vscode';
import type { Language } from '../../protocol/runLog.ts';
import { runSettings } from '../settings.ts';
import { activePython } from './pythonExtension.ts';

export interface ChosenRuntime {
  path: string;
  from: 'setting' | 'extension';
}

export async function chosenRuntime(
  language: Language,
  resource: vscode.Uri | undefined,
  activate: boolean,
): Promise<ChosenRuntime | undefined> {
  const settings = runSettings(resource);
  const set = language === 'python' ? settings.python : settings.node;
  if (set) return { path: withVariables(set, resource), from: 'setting' };
  const active = language === 'python' ? await activePython(resource, activate) : undefined;
  return active ? { path: active, from: 'extension' } : undefined;
}

/** `${workspaceFolder}`, `~` and `${env:NAME}`, as other extensions' interpreter settings take them. */
export function withVariables(text: string, resource: vscode.Uri | undefined): string {
  const folder = resource ? vscode.workspace.getWorkspaceFolder(resource) : vscode.workspace.workspaceFolders?.[0];
  return text
    .replace(/\$\{workspaceFolder\}/g, () => folder?.uri.fsPath ?? '')
    .replace(/\$\{env:(\w+)\}/g, (_, name: string) => process.env[name] ?? '')
    .replace(/^~(?=[\\/]|$)/, process.env.HOME ?? process.env.USERPROFILE ?? '~');
}
