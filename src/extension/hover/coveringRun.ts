/** Which run tells about a file: the one in the lineage panel where it covers it, else the newest that does. */
import type * as vscode from 'vscode';
import type { Module } from '../../core/model.ts';
import type { RunReader } from '../../store/reader.ts';
import { findModule } from '../findModule.ts';
import { uriOf } from '../notebook.ts';
import type { Readers } from '../runs/readers.ts';
import type { RunList } from '../runs/runList.ts';

export interface Covering {
  reader: RunReader;
  module: Module;
}

/** How many runs are opened in search of a file that the newest ones do not cover. */
const MOST_TRIED = 4;
/** A run larger than this is not opened on the mere chance that it covers a file. */
const MOST_BYTES = 300_000_000;

export function findCoveringRuns(list: RunList, readers: Readers, shown: () => string | undefined) {
  const uncovered = new Set<string>();
  list.onDidChange(() => uncovered.clear());
  return async (document: vscode.TextDocument, token?: vscode.CancellationToken): Promise<Covering | undefined> => {
    const file = uriOf(document).fsPath;
    const folder = shown();
    const inPanel = folder === undefined ? undefined : await covers(folder, file);
    if (inPanel) return inPanel;
    const runs = (await list.all()).filter(({ bytes }) => bytes < MOST_BYTES).slice(0, MOST_TRIED);
    for (const run of runs) {
      if (token?.isCancellationRequested) return undefined;
      const found = await covers(run.folder, file, run.state !== 'running');
      if (found) return found;
    }
    return undefined;
  };

  async function covers(folder: string, file: string, ended = false): Promise<Covering | undefined> {
    const key = `${folder}\0${file}`;
    if (uncovered.has(key)) return undefined;
    const reader = await readers.open(folder).catch(() => undefined);
    const module = reader && findModule(reader.run, file);
    if (reader && module) return { reader, module };
    if (ended) uncovered.add(key);
    return undefined;
  }
}

export type FindCoveringRun = ReturnType<typeof findCoveringRuns>;
