/** *Select Interpreter*: the Python extension's own command where there is one, else a list of what is found and a file dialog. */
import path from 'node:path';
import * as vscode from 'vscode';
import type { Language } from '../../protocol/runLog.ts';
import { languageName, languageOf } from '../languages.ts';
import { orReport } from '../reportError.ts';
import { runSettings } from '../settings.ts';
import { selectCommand } from './pythonExtension.ts';

type Choice = vscode.QuickPickItem & { runtime?: string; browse?: true; automatic?: true };

export function registerSelectInterpreter(log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand(
    'interim.selectInterpreter',
    orReport(log, async () => {
      const document = vscode.window.activeTextEditor?.document;
      const language = languageOf(document) ?? 'python';
      const resource = document?.uri.scheme === 'file' ? document.uri : vscode.workspace.workspaceFolders?.[0]?.uri;
      const setting = language === 'python' ? 'python' : 'node';
      const command = language === 'python' && !runSettings(resource).python ? selectCommand() : undefined;
      if (command) {
        await vscode.commands.executeCommand(command);
        return;
      }
      const chosen = await choose(language, resource);
      if (chosen === undefined) return;
      const target = vscode.workspace.workspaceFolders
        ? vscode.ConfigurationTarget.Workspace
        : vscode.ConfigurationTarget.Global;
      await vscode.workspace.getConfiguration('interim', resource).update(setting, chosen || undefined, target);
    }),
  );
}

/** A path; '' for the automatic choice; undefined where the user changed their mind. */
async function choose(language: Language, resource: vscode.Uri | undefined): Promise<string | undefined> {
  const { listRuntimes } = await import('./listRuntimes.ts');
  const folder = resource ? vscode.workspace.getWorkspaceFolder(resource)?.uri.fsPath : undefined;
  const items = listRuntimes(language, folder).then((found): Choice[] => [
    { label: vscode.l10n.t('Find automatically'), iconPath: new vscode.ThemeIcon('wand'), automatic: true },
    ...found.map(({ path: file, name, version }) => ({
      label: `${name} ${version}`,
      description: folder && file.startsWith(folder + path.sep) ? path.relative(folder, file) : file,
      iconPath: new vscode.ThemeIcon('terminal'),
      runtime: file,
    })),
    { label: vscode.l10n.t('Browse…'), iconPath: new vscode.ThemeIcon('folder-opened'), browse: true },
  ]);
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Interim: {0} that files run with', languageName(language)),
    matchOnDescription: true,
  });
  if (!chosen) return undefined;
  if (chosen.automatic) return '';
  if (!chosen.browse) return chosen.runtime;
  const [file] = (await vscode.window.showOpenDialog({ openLabel: vscode.l10n.t('Use') })) ?? [];
  return file?.fsPath;
}
