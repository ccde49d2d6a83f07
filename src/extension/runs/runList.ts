/** The recorded runs of the open folders, newest first, and word when they change. Read when first asked for. */
import * as vscode from 'vscode';
import type { ListedRun } from '../../store/runs.ts';
import { withVariables } from '../interpreter/chosenRuntime.ts';
import type { LiveRuns } from '../run/liveRuns.ts';
import { runSettings } from '../settings.ts';

export interface RunList extends vscode.Disposable {
  all(): Promise<ListedRun[]>;
  refresh(): void;
  onDidChange: vscode.Event<void>;
}

export function followRunList(live: LiveRuns): RunList {
  const changed = new vscode.EventEmitter<void>();
  let known: Promise<ListedRun[]> | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const refresh = (): void => {
    known = undefined;
    waiting ??= setTimeout(() => {
      waiting = undefined;
      changed.fire();
    }, 100);
  };
  let watchers = watch(refresh);
  const rewatch = (): void => {
    watchers.dispose();
    watchers = watch(refresh);
    refresh();
  };
  const subscriptions = [
    changed,
    live.onDidStart(refresh),
    live.onDidEnd(refresh),
    vscode.workspace.onDidChangeWorkspaceFolders(rewatch),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('interim.runsFolder')) rewatch();
    }),
  ];
  return {
    all: () => {
      known ??= readRuns();
      return known;
    },
    refresh,
    onDidChange: changed.event,
    dispose: () => {
      clearTimeout(waiting);
      watchers.dispose();
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

async function readRuns(): Promise<ListedRun[]> {
  const { listRuns } = await import('../../store/runs.ts');
  const found = await Promise.all((await runsFolders()).map((folder) => listRuns(folder)));
  const runs = found.flat().sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  void vscode.commands.executeCommand('setContext', 'interim.hasRuns', runs.length > 0);
  return runs;
}

/** Each workspace folder's own place of runs, and the user's for a workspace that cannot be written. */
export async function runsFolders(): Promise<string[]> {
  const { fallbackRunsFolder, runsFolderOf } = await import('../../store/runPlaces.ts');
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const places = folders.flatMap(({ uri }) => [
    runsFolderOf(uri.fsPath, withVariables(runSettings(uri).runsFolder, uri)),
    fallbackRunsFolder(uri.fsPath),
  ]);
  return [...new Set(places)];
}

/** Beginnings, ends and deletions of runs. The logs themselves are followed by whoever shows a run. */
function watch(changed: () => void): vscode.Disposable {
  const watchers: vscode.Disposable[] = [];
  let over = false;
  void runsFolders().then((folders) => {
    if (over) return;
    for (const folder of folders) {
      const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), '*/{run,exit}.json');
      const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, true, false);
      watchers.push(watcher, watcher.onDidCreate(changed), watcher.onDidDelete(changed));
    }
  });
  return {
    dispose: () => {
      over = true;
      for (const watcher of watchers) watcher.dispose();
    },
  };
}
