/** One status bar item: what the last run came to. A click opens its lineage. */
import * as vscode from 'vscode';
import { countText } from '../core/quantity.ts';
import type { RunBrief } from '../protocol/graph.ts';
import type { LiveRuns } from './run/liveRuns.ts';
import type { RunList } from './runs/runList.ts';
import { agoWords, runName, stateWord } from './runs/runWords.ts';

export function registerStatusBar(list: RunList, live: LiveRuns, log: vscode.LogOutputChannel): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('lastRun', vscode.StatusBarAlignment.Left, 10);
  item.name = vscode.l10n.t('Interim: last run');
  item.command = 'interim.openLineage';
  const update = async (): Promise<void> => {
    if (live.all().length > 0) {
      item.text = `$(loading~spin) ${vscode.l10n.t('Recording')}`;
      item.tooltip = vscode.l10n.t('A run is being recorded. Click to open its lineage.');
      return item.show();
    }
    const newest = (await list.all())[0];
    if (!newest) return item.hide();
    item.text = shortly(newest);
    const about = `${runName(newest)} ${stateWord(newest)}, ${agoWords(newest.createdAt)}.`;
    item.tooltip = `${about} ${vscode.l10n.t('Click to open its lineage.')}`;
    item.show();
  };
  const updateOrLog = (): void => void update().catch((error) => log.warn(`Status bar: ${error}`));
  const later = setTimeout(updateOrLog, 200);
  return vscode.Disposable.from(item, list.onDidChange(updateOrLog), live.onDidStart(updateOrLog), {
    dispose: () => clearTimeout(later),
  });
}

function shortly(run: RunBrief): string {
  const artifacts = `${countText(run.artifacts)} ${run.artifacts === 1 ? 'artifact' : 'artifacts'}`;
  if (run.state === 'finished') return `$(type-hierarchy-sub) ${artifacts}`;
  return `$(${run.state === 'failed' ? 'error' : 'warning'}) ${run.state}, ${artifacts}`;
}
