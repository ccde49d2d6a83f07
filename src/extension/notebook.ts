/** Notebooks in VS Code: each cell is a document of its own, and a run's text is theirs joined. This is where the two meet. */
import * as vscode from 'vscode';
import type { Module } from '../core/model.ts';
import type { CellRow } from '../protocol/runLog.ts';

export const NOTEBOOK_TYPE = 'jupyter-notebook';
const CELL_SCHEME = 'vscode-notebook-cell';

export function cellOf(document: vscode.TextDocument): vscode.NotebookCell | undefined {
  if (document.uri.scheme !== CELL_SCHEME) return undefined;
  for (const notebook of vscode.workspace.notebookDocuments) {
    if (notebook.notebookType !== NOTEBOOK_TYPE || notebook.uri.path !== document.uri.path) continue;
    const cell = notebook.getCells().find((one) => one.document === document);
    if (cell) return cell;
  }
  return undefined;
}

/** The file that a document is in: a cell's notebook, else its own. */
export const uriOf = (document: vscode.TextDocument): vscode.Uri => cellOf(document)?.notebook.uri ?? document.uri;

export const activeNotebook = (): vscode.NotebookDocument | undefined => {
  const notebook = vscode.window.activeNotebookEditor?.notebook;
  return notebook?.notebookType === NOTEBOOK_TYPE ? notebook : undefined;
};

/** What of the run's text the cell is. A cell that was moved since is known by its id, where the file has ids. */
export function rowOf(cell: vscode.NotebookCell, module: Module): CellRow | undefined {
  const id = idOf(cell);
  return module.cells?.find((row) => (row.id !== '' && id !== '' ? row.id === id : row.index === cell.index));
}

export function cellFor(
  notebook: vscode.NotebookDocument,
  row: Pick<CellRow, 'id' | 'index'>,
): vscode.NotebookCell | undefined {
  const known = row.id === '' ? undefined : notebook.getCells().find((cell) => idOf(cell) === row.id);
  if (known) return known;
  const cell = row.index < notebook.cellCount ? notebook.cellAt(row.index) : undefined;
  return cell && (row.id === '' || idOf(cell) === '') ? cell : undefined;
}

function idOf(cell: vscode.NotebookCell): string {
  const { id } = cell.metadata as { id?: unknown };
  return typeof id === 'string' ? id : '';
}
