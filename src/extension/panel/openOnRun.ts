/** When a run starts its lineage opens, where the setting says; a panel that is open shows the new run in its place. */
import * as vscode from 'vscode';
import type { LiveRuns } from '../run/liveRuns.ts';
import { openOnRun } from '../settings.ts';
import type { LineagePanel } from './lineagePanel.ts';

export function registerOpenOnRun(panel: LineagePanel, live: LiveRuns): vscode.Disposable {
  return live.onDidStart(({ folder }) => {
    const setting = openOnRun();
    if (setting === 'never' && panel.shown() === undefined) return;
    const column = setting === 'active' ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
    panel.show({ folder }, { column, preserveFocus: true });
  });
}
