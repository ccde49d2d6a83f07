/** The language status item: which interpreter the file in the editor runs with. A click chooses another. */
import path from 'node:path';
import * as vscode from 'vscode';
import { languageName, languageOf, SELECTOR } from '../languages.ts';
import { chosenRuntime } from './chosenRuntime.ts';
import { onDidChangeActivePython, wakePythonExtensions } from './pythonExtension.ts';

export function registerRuntimeStatus(log: vscode.LogOutputChannel): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('interim.runtime', SELECTOR);
  item.name = vscode.l10n.t('Interim: interpreter');
  item.command = { command: 'interim.selectInterpreter', title: vscode.l10n.t('Select') };
  item.text = '';
  let asked = 0;
  let active: vscode.Disposable | undefined;
  const update = async (): Promise<void> => {
    const document = vscode.window.activeTextEditor?.document;
    const language = languageOf(document);
    if (!document || !language || document.uri.scheme !== 'file') return;
    const mine = ++asked;
    item.busy = true;
    active?.dispose();
    active = onDidChangeActivePython(() => void update());
    const shown = vscode.workspace.isTrusted
      ? await describeRuntime(document.uri, language)
      : { text: languageName(language), detail: vscode.l10n.t('Nothing runs in Restricted Mode') };
    if (mine !== asked) return;
    // A Python file wakes the Python extension as well, and it takes seconds: till then this is the best answer.
    const woken = language === 'python' && vscode.workspace.isTrusted ? wakePythonExtensions() : undefined;
    item.busy = woken !== undefined;
    item.text = shown.text;
    item.detail = shown.detail;
    item.severity =
      'failed' in shown ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
    const again = await woken;
    if (mine !== asked) return;
    item.busy = false;
    if (again) await update();
  };
  // Not during activation: finding an interpreter may start it to ask its version.
  const later = setTimeout(() => void update().catch((error) => log.warn(String(error))), 500);
  return vscode.Disposable.from(
    item,
    { dispose: () => clearTimeout(later) },
    { dispose: () => active?.dispose() },
    vscode.window.onDidChangeActiveTextEditor(() => void update()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void update()),
    vscode.extensions.onDidChange(() => void update()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('interim.python') || event.affectsConfiguration('interim.node')) void update();
    }),
  );
}

async function describeRuntime(
  resource: vscode.Uri,
  language: 'python' | 'javascript',
): Promise<{ text: string; detail: string; failed?: true }> {
  const { findRuntime } = await import('./findRuntime.ts');
  const chosen = await chosenRuntime(language, resource, false);
  try {
    const runtime = await findRuntime(language, resource, chosen?.path);
    return { text: `${runtime.name} ${runtime.version}`, detail: shortPath(runtime.path, resource) };
  } catch (error) {
    return {
      text: languageName(language),
      detail: error instanceof Error ? error.message : String(error),
      failed: true,
    };
  }
}

function shortPath(file: string, resource: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(resource)?.uri.fsPath;
  const relative = folder ? path.relative(folder, file) : file;
  return relative.startsWith('..') ? file : relative;
}
