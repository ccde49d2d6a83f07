/** Moving the cursor in code selects the node of that code in the lineage panel. */
import * as vscode from 'vscode';
import { findModule } from '../findModule.ts';
import { languageOf } from '../languages.ts';
import { uriOf } from '../notebook.ts';
import { compareWithRun } from '../ranText.ts';
import type { Readers } from '../runs/readers.ts';
import { followSelection } from '../settings.ts';
import type { LineagePanel } from './lineagePanel.ts';

const SETTLED_MS = 120;

export function registerFollowSelection(
  panel: LineagePanel,
  readers: Readers,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const follow = async (editor: vscode.TextEditor): Promise<void> => {
    const folder = panel.shown();
    const cut = panel.cut();
    if (folder === undefined || cut === undefined || !panel.isVisible() || editor.document.isClosed) return;
    const reader = await readers.open(folder);
    const module = findModule(reader.run, uriOf(editor.document).fsPath);
    if (!module) return;
    const { line, character } = editor.selection.active;
    const ran = compareWithRun(editor.document, reader, module)?.lines.toRun(line + 1);
    if (ran === undefined) return;
    const { nodeAt } = await import('../../core/lookup.ts');
    const node = nodeAt(reader.run, cut, module.path, ran, character);
    if (node !== undefined) panel.select(node);
  };
  return vscode.Disposable.from(
    { dispose: () => clearTimeout(waiting) },
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      clearTimeout(waiting);
      if (!followSelection() || !languageOf(textEditor.document) || panel.wasOurs(textEditor)) return;
      waiting = setTimeout(() => {
        follow(textEditor).catch((error) => log.warn(`Following the selection: ${error}`));
      }, SETTLED_MS);
    }),
  );
}
