/** *Run with Lineage*: saves the file as VS Code's own run does, then starts the debug type without debugging. */
import path from 'node:path';
import * as vscode from 'vscode';
import { LANGUAGE_IDS } from '../languages.ts';
import { activeNotebook } from '../notebook.ts';
import { orReport } from '../reportError.ts';

export function registerRunWithLineage(log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand(
    'interim.run',
    orReport(log, async (given?: unknown) => {
      const asked = askedFor(given);
      const file = asked && (await saved(asked));
      if (file) await startRun(file);
    }),
  );
}

export async function startRun(file: vscode.Uri): Promise<void> {
  await vscode.debug.startDebugging(
    vscode.workspace.getWorkspaceFolder(file),
    { type: 'interim', request: 'launch', name: path.basename(file.fsPath), program: file.fsPath },
    { noDebug: true, suppressDebugView: true, suppressDebugStatusbar: true },
  );
}

/** What a menu gives: a file, or a notebook's toolbar; else what is open in front of the user. */
function askedFor(given: unknown): vscode.Uri | undefined {
  if (given instanceof vscode.Uri) return given;
  const { notebookEditor } = (given ?? {}) as { notebookEditor?: { notebookUri?: unknown } };
  if (notebookEditor?.notebookUri instanceof vscode.Uri) return notebookEditor.notebookUri;
  return activeNotebook()?.uri ?? vscode.window.activeTextEditor?.document.uri;
}

/** The file on disk with what the editor shows; undefined where the user did not save it, or there is nothing to run. */
async function saved(resource: vscode.Uri): Promise<vscode.Uri | undefined> {
  const notebook = vscode.workspace.notebookDocuments.find(({ uri }) => uri.toString() === resource.toString());
  if (notebook?.isUntitled) return vscode.workspace.save(resource);
  if (notebook?.isDirty && !(await notebook.save())) return undefined;
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === resource.toString());
  if (document?.isUntitled) {
    if (!LANGUAGE_IDS.includes(document.languageId)) throw noProgram();
    return vscode.workspace.save(resource);
  }
  if (resource.scheme !== 'file') throw noProgram();
  if (document?.isDirty && !(await document.save())) return undefined;
  return resource;
}

function noProgram(): Error {
  return new Error(vscode.l10n.t('Open a Python, JavaScript or TypeScript file or a notebook to run it with lineage.'));
}
