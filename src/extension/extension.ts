/** Activation: every contribution is registered here and does its work in a file of its own, loaded when first used. */
import * as vscode from 'vscode';
import { findCoveringRuns } from './hover/coveringRun.ts';
import { registerHover } from './hover/hover.ts';
import { registerRuntimeStatus } from './interpreter/runtimeStatus.ts';
import { registerSelectInterpreter } from './interpreter/selectInterpreter.ts';
import { registerFollowSelection } from './panel/followSelection.ts';
import { createLineagePanel } from './panel/lineagePanel.ts';
import { registerOpenLineage } from './panel/openLineage.ts';
import { registerOpenOnRun } from './panel/openOnRun.ts';
import { registerDebugAdapter } from './run/debugAdapter.ts';
import { registerDebugConfigurations } from './run/debugConfiguration.ts';
import { followLiveRuns } from './run/liveRuns.ts';
import { registerRunWithLineage } from './run/runWithLineage.ts';
import { registerDeleteRun } from './runs/deleteRun.ts';
import { shareReaders } from './runs/readers.ts';
import { registerRetention } from './runs/retention.ts';
import { followRunList } from './runs/runList.ts';
import { registerRunsView } from './runs/runsView.ts';
import { registerStatusBar } from './statusBar.ts';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Interim', { log: true });
  const live = followLiveRuns(log);
  const list = followRunList(live);
  const readers = shareReaders();
  const panel = createLineagePanel(context, list, readers, log);
  const findRun = findCoveringRuns(list, readers, () => panel.shown());
  context.subscriptions.push(
    log,
    live,
    list,
    readers,
    panel,
    registerRunWithLineage(log),
    registerDebugConfigurations(),
    registerDebugAdapter(log),
    registerOpenLineage(panel, list, findRun, log),
    registerOpenOnRun(panel, live),
    registerFollowSelection(panel, readers, log),
    registerHover(findRun, log),
    registerRunsView(list, live, readers, log),
    registerDeleteRun({ list, live, readers, log, onDelete: (folder) => panel.leave(folder) }),
    registerRetention(live, list, log),
    registerStatusBar(list, live, log),
    registerRuntimeStatus(log),
    registerSelectInterpreter(log),
    vscode.commands.registerCommand('interim.showLog', () => log.show()),
  );
}
