/** *Delete Run…*: asks once, says what becomes of it, and moves the folder to the trash where there is one. */
import path from 'node:path';
import * as vscode from 'vscode';
import { orReport } from '../reportError.ts';
import type { LiveRuns } from '../run/liveRuns.ts';
import { pickRun } from './pickRun.ts';
import type { Readers } from './readers.ts';
import type { RunList } from './runList.ts';

export interface DeleteRunParts {
  list: RunList;
  live: LiveRuns;
  readers: Readers;
  log: vscode.LogOutputChannel;
  /** Told before the folder goes, so that nothing keeps showing it. */
  onDelete(folder: string): void;
}

export function registerDeleteRun({ list, live, readers, log, onDelete }: DeleteRunParts): vscode.Disposable {
  return vscode.commands.registerCommand(
    'interim.deleteRun',
    orReport(log, async (item?: { folder?: string }) => {
      const folder = item?.folder ?? (await pickRun(list, vscode.l10n.t('Delete Run'), false));
      if (!folder) return;
      if (live.of(folder)) throw new Error(vscode.l10n.t('This run is still going on. Stop it first.'));
      // A remote machine's file system has no trash.
      const useTrash = vscode.env.remoteName === undefined;
      const confirmed = await vscode.window.showWarningMessage(
        vscode.l10n.t('Delete the run {0}?', path.basename(folder)),
        {
          modal: true,
          detail: useTrash
            ? vscode.l10n.t('Interim cannot undo this. The folder goes to the trash.')
            : vscode.l10n.t('This cannot be undone: the folder is on a machine without a trash.'),
        },
        vscode.l10n.t('Delete'),
      );
      if (!confirmed) return;
      onDelete(folder);
      readers.forget(folder);
      await vscode.workspace.fs.delete(vscode.Uri.file(folder), { recursive: true, useTrash });
      log.info(`Deleted the run ${folder}`);
      list.refresh();
    }),
  );
}
