/** The Runs view: tree, its title and inline actions, and the search for the item that a command is about. */
import * as vscode from 'vscode';
import { orReport } from '../reportError.ts';
import type { LiveRuns } from '../run/liveRuns.ts';
import type { Readers } from './readers.ts';
import type { RunList } from './runList.ts';
import { artifactsOf, describeArtifactItem, describeRun, madeFrom, type RunItem, type TreeItem } from './runTree.ts';

export function registerRunsView(
  list: RunList,
  live: LiveRuns,
  readers: Readers,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  const provider: vscode.TreeDataProvider<TreeItem> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: (item) =>
      item.kind === 'run' ? describeRun(item, live.of(item.folder) !== undefined) : describeArtifactItem(item),
    async getChildren(item) {
      try {
        if (!item) return (await list.all()).map((run): RunItem => ({ kind: 'run', folder: run.folder, run }));
        if (item.kind === 'artifact') return madeFrom(item);
        const [{ buildGraph, defaultCut }, reader] = await Promise.all([
          import('../../core/graph.ts'),
          readers.open(item.folder),
        ]);
        return artifactsOf(item, buildGraph(reader.run, defaultCut(reader.run)));
      } catch (error) {
        log.error(`Runs view: ${error}`);
        return [];
      }
    },
    getParent: (item) => (item.kind === 'run' ? undefined : item.parent),
  };
  const view = vscode.window.createTreeView('interim.runs', { treeDataProvider: provider, showCollapseAll: true });
  // Times ago grow old while the view is looked at.
  const clock = setInterval(() => view.visible && changed.fire(undefined), 60_000);
  return vscode.Disposable.from(
    changed,
    view,
    { dispose: () => clearInterval(clock) },
    list.onDidChange(() => changed.fire(undefined)),
    vscode.commands.registerCommand('interim.refreshRuns', () => list.refresh()),
    vscode.commands.registerCommand(
      'interim.revealRunFolder',
      orReport(log, async (item?: RunItem) => {
        const folder = item?.folder ?? (await list.all())[0]?.folder;
        if (folder) await revealFolder(vscode.Uri.file(folder));
      }),
    ),
  );
}

/** In the system's file manager on the desktop; in the Explorer where the machine is another. */
async function revealFolder(folder: vscode.Uri): Promise<void> {
  const inExplorer = vscode.env.remoteName !== undefined && vscode.workspace.getWorkspaceFolder(folder) !== undefined;
  await vscode.commands.executeCommand(inExplorer ? 'revealInExplorer' : 'revealFileInOS', folder);
}
