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
  const beginnings = createWatch(refresh);
  const ends = createWatch(refresh);
  const rewatch = async (): Promise<void> => beginnings.watch((await runsFolders()).map((folder) => [folder, '*']));
  const read = async (): Promise<ListedRun[]> => {
    const runs = await readRuns();
    // Runs that are recorded elsewhere, in a terminal say: this window hears of their end by the file alone.
    ends.watch(runs.filter(({ state }) => state === 'running').map(({ folder }) => [folder, 'exit.json']));
    return runs;
  };
  void rewatch();
  const subscriptions = [
    changed,
    beginnings,
    ends,
    live.onDidStart(refresh),
    live.onDidEnd(refresh),
    vscode.workspace.onDidChangeWorkspaceFolders(() => void rewatch().then(refresh)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('interim.runsFolder')) void rewatch().then(refresh);
    }),
  ];
  return {
    all: () => {
      known ??= read();
      return known;
    },
    refresh,
    onDidChange: changed.event,
    dispose: () => {
      clearTimeout(waiting);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** Watches entries of single folders, never what is below: run folders grow fast, and whoever shows one follows it. */
function createWatch(
  changed: () => void,
): vscode.Disposable & { watch(entries: [folder: string, name: string][]): void } {
  let watchers: vscode.Disposable[] = [];
  let before = '';
  const stop = (): void => {
    for (const watcher of watchers) watcher.dispose();
    watchers = [];
  };
  return {
    watch(entries) {
      const now = JSON.stringify(entries);
      if (now === before) return;
      before = now;
      stop();
      for (const [folder, name] of entries) {
        const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), name);
        const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, true, false);
        watchers.push(watcher, watcher.onDidCreate(changed), watcher.onDidDelete(changed));
      }
    },
    dispose: stop,
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
