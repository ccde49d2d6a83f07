/** A quick pick of the recorded runs, newest first. */
import * as vscode from 'vscode';
import type { RunList } from './runList.ts';
import { runAbout, runName, stateIcon } from './runWords.ts';

type Choice = vscode.QuickPickItem & { folder?: string; browse?: true };

export async function pickRun(list: RunList, title: string, browse: boolean): Promise<string | undefined> {
  // Whoever asks wants the runs of now: word of a new folder takes its time, and on some file systems never comes.
  list.refresh();
  const items = list.all().then((runs): Choice[] => [
    ...runs.map((run) => ({
      label: runName(run),
      description: runAbout(run),
      detail: `${run.id} · ${new Date(run.createdAt).toLocaleString()}`,
      iconPath: stateIcon(run),
      folder: run.folder,
    })),
    ...(browse
      ? [
          { label: '', kind: vscode.QuickPickItemKind.Separator },
          { label: vscode.l10n.t('Browse…'), iconPath: new vscode.ThemeIcon('folder-opened'), browse: true as const },
        ]
      : []),
  ]);
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('The newest run comes first'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!chosen?.browse) return chosen?.folder;
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFolders: true,
      canSelectFiles: false,
      openLabel: vscode.l10n.t('Open Run'),
    })) ?? [];
  return folder?.fsPath;
}
