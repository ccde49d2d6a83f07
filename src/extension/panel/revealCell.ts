/** Brings a cell of a notebook into sight, and gives the editor of its code once there is one. */
import * as vscode from 'vscode';
import type { CellRow } from '../../protocol/runLog.ts';
import { cellFor } from '../notebook.ts';

/** Only cells in sight have editors; one that was scrolled to gets its own a little later. */
const EDITOR_MS = 3000;

interface Showing {
  viewColumn: vscode.ViewColumn;
  preserveFocus: boolean;
}

export async function revealCell(
  uri: vscode.Uri,
  row: Pick<CellRow, 'id' | 'index'>,
  showing: Showing,
): Promise<vscode.TextEditor | undefined> {
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  const cell = cellFor(notebook, row);
  const range = cell && new vscode.NotebookRange(cell.index, cell.index + 1);
  const shown = await vscode.window.showNotebookDocument(notebook, {
    ...showing,
    preview: true,
    ...(range ? { selections: [range] } : {}),
  });
  if (!cell || !range) return undefined;
  shown.revealRange(range, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
  return editorOf(cell.document);
}

function editorOf(document: vscode.TextDocument): Promise<vscode.TextEditor | undefined> {
  const find = () => vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const there = find();
  if (there) return Promise.resolve(there);
  return new Promise((resolve) => {
    const finish = (): void => {
      const editor = find();
      if (!editor && Date.now() < end) return;
      clearTimeout(timer);
      watching.dispose();
      resolve(editor);
    };
    const end = Date.now() + EDITOR_MS;
    const timer = setTimeout(finish, EDITOR_MS + 10);
    const watching = vscode.window.onDidChangeVisibleTextEditors(finish);
  });
}
