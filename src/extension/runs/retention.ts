/** After each run the oldest ones over the user's limits go, never one that is open somewhere. */
import path from 'node:path';
import * as vscode from 'vscode';
import type { LiveRuns } from '../run/liveRuns.ts';
import { runSettings } from '../settings.ts';
import type { RunList } from './runList.ts';

export function registerRetention(live: LiveRuns, list: RunList, log: vscode.LogOutputChannel): vscode.Disposable {
  return live.onDidEnd(async ({ folder, run }) => {
    try {
      const { retainRuns } = await import('../../store/retention.ts');
      const policy = runSettings(vscode.Uri.file(folder)).retention;
      const gone = await retainRuns(path.dirname(folder), policy, [run.id, ...live.all().map(({ run: id }) => id)]);
      if (gone.length === 0) return;
      log.info(`Deleted the oldest runs, over the limits of interim.retention: ${gone.join(', ')}`);
      list.refresh();
    } catch (error) {
      log.warn(`Old runs could not be deleted: ${error}`);
    }
  });
}
