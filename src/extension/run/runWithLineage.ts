/** *Run with Lineage*: saves the file as VS Code's own run does, then starts the debug type without debugging. */
import path from 'node:path';
import * as vscode from 'vscode';
import { LANGUAGE_IDS } from '../languages.ts';
import { orReport } from '../reportError.ts';

export function registerRunWithLineage(log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand(
    'interim.run',
    orReport(log, async (resource?: vscode.Uri) => {
      const asked = resource instanceof vscode.Uri ? resource : vscode.window.activeTextEditor?.document.uri;
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

/** The file on disk with what the editor shows; undefined where the user did not save it, or there is nothing to run. */
async function saved(resource: vscode.Uri): Promise<vscode.Uri | undefined> {
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
  return new Error(vscode.l10n.t('Open a Python, JavaScript or TypeScript file to run it with lineage.'));
}
