/**
 * What stands between the webview and the host side of the panel: which runs there are, going to code, stopping, copying.
 * The host side is loaded with the first panel. The run that a page remembers after a reload is found again by its id.
 */
import path from 'node:path';
import * as vscode from 'vscode';
import { rowAt } from '../../core/cellPlace.ts';
import type { Cut } from '../../protocol/graph.ts';
import type { HostMessage, PanelMessage } from '../../protocol/panel.ts';
import { findModule } from '../findModule.ts';
import { languageOf } from '../languages.ts';
import { compareWithRun } from '../ranText.ts';
import { reportError } from '../reportError.ts';
import type { Readers } from '../runs/readers.ts';
import type { RunList } from '../runs/runList.ts';
import type { CodePlace, RevealCode } from './revealCode.ts';

export interface Session {
  receive(message: PanelMessage): void;
  showRun(folder: string): void;
  select(node: string | undefined, artifact: string | undefined): void;
  folder(): string | undefined;
  cut(): Cut | undefined;
  dispose(): void;
}

export interface SessionParts {
  memory: vscode.Memento;
  list: RunList;
  readers: Readers;
  log: vscode.LogOutputChannel;
  revealCode: RevealCode;
  folder: string | undefined;
  send(message: HostMessage): void;
  titled(title: string): void;
}

export function openSession(parts: SessionParts): Session {
  const { list, readers, log, revealCode } = parts;
  let folder = parts.folder;
  let cut: Cut | undefined;
  let drawn = false;
  let selection: HostMessage | undefined;
  let disposed = false;
  const places = openedPlaces(parts.memory);
  if (folder !== undefined) places.remember(folder);

  const folderOf = async (run: string | undefined): Promise<string | undefined> => {
    if (run === undefined) return folder ?? (await list.all())[0]?.folder;
    return places.of(run) ?? (await list.all()).find(({ id }) => id === run)?.folder;
  };
  /** A selection waits for the graph that it is in. */
  const selectWhenDrawn = (): void => {
    if (!drawn || selection === undefined) return;
    parts.send(selection);
    selection = undefined;
  };
  const send = (message: HostMessage): void => {
    if (disposed) return;
    parts.send(message);
    if (message.type === 'view') {
      cut = message.view.cut;
      drawn = true;
      parts.titled(`${vscode.l10n.t('Lineage')}: ${path.posix.basename(message.view.run.entry)}`);
      selectWhenDrawn();
    }
  };
  const reveal = async (place: CodePlace): Promise<void> => {
    const reader = folder === undefined ? undefined : await readers.open(folder).catch(() => undefined);
    const module = reader && findModule(reader.run, place.path);
    const mapLine = (document: vscode.TextDocument, line: number): number | undefined =>
      reader && module ? compareWithRun(document, reader, module)?.lines.toNow(line) : undefined;
    await revealCode.reveal(place, mapLine, rowAt(module?.cells, place.line));
  };

  const host = import('../../panel/session.ts').then(({ openPanelSession }) =>
    openPanelSession(
      {
        list: () => list.all(),
        async open(run) {
          const found = await folderOf(run);
          if (found !== undefined) folder = found;
          const { openRun } = await import('../../store/reader.ts');
          return found === undefined ? undefined : openRun(found);
        },
      },
      send,
      {
        reveal: (place) => reveal(place).catch((error) => reportError(log, error)),
        stop: () => vscode.commands.executeCommand('interim.stop', { folder }),
        run: () => vscode.commands.executeCommand('interim.run', openProgram()),
        copy: (text) => vscode.env.clipboard.writeText(text),
      },
    ),
  );
  host.catch((error) => reportError(log, error));
  const receive = (message: PanelMessage): void => {
    if (message.type === 'ready' || message.type === 'openRun') drawn = false;
    if (message.type === 'cut') cut = message.cut;
    void host.then((session) => session.receive(message));
  };
  return {
    receive,
    showRun(shown) {
      if (shown === folder && drawn) return;
      folder = shown;
      receive({ type: 'openRun', run: places.remember(shown) });
    },
    select(node, artifact) {
      selection = { type: 'select', node: node ?? null, focus: true, ...(artifact === undefined ? {} : { artifact }) };
      selectWhenDrawn();
    },
    folder: () => folder,
    cut: () => cut,
    dispose() {
      disposed = true;
      void host.then((session) => session.dispose());
    },
  };
}

/** What stands beside the panel: while the panel has the focus, no editor is the active one. */
const openProgram = (): vscode.Uri | undefined =>
  vscode.window.visibleNotebookEditors[0]?.notebook.uri ??
  vscode.window.visibleTextEditors.find(({ document }) => languageOf(document))?.document.uri;

/** Run ids that were opened from somewhere else than the workspace's own folder of runs, kept over a reload. */
function openedPlaces(memory: vscode.Memento): {
  of(run: string): string | undefined;
  remember(folder: string): string;
} {
  const KEY = 'interim.openedRuns';
  const MOST = 20;
  return {
    of: (run) => memory.get<[string, string][]>(KEY, []).find(([id]) => id === run)?.[1],
    remember(folder) {
      const run = path.basename(folder);
      const others = memory.get<[string, string][]>(KEY, []).filter(([id]) => id !== run);
      void memory.update(KEY, [[run, folder], ...others].slice(0, MOST));
      return run;
    },
  };
}
