/** Goes to the code of a node: beside the panel, never over it, with the lines marked for a moment. */
import * as vscode from 'vscode';
import type { CellRow } from '../../protocol/runLog.ts';
import { revealCell } from './revealCell.ts';

export interface CodePlace {
  path: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  preserveFocus: boolean;
}

type MapLine = (document: vscode.TextDocument, line: number) => number | undefined;

const MARKED_MS = 1500;

export interface RevealCode extends vscode.Disposable {
  /** `mapLine` says where a line as it ran stands in the document as it is now; `cell`, which cell of a notebook it is in. */
  reveal(place: CodePlace, mapLine: MapLine, cell?: CellRow): Promise<void>;
  /** The selection is the one that was set here, not one of the user's. */
  wasOurs(editor: vscode.TextEditor): boolean;
}

export function createRevealCode(panelColumn: () => vscode.ViewColumn | undefined): RevealCode {
  const mark = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
    borderColor: new vscode.ThemeColor('editor.rangeHighlightBorder'),
    overviewRulerColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  let unmark: ReturnType<typeof setTimeout> | undefined;
  let ours = '';
  return {
    async reveal(place, mapLine, cell) {
      const uri = vscode.Uri.file(place.path);
      const showing = { viewColumn: columnFor(uri, panelColumn()), preserveFocus: place.preserveFocus };
      const rangeIn = (document: vscode.TextDocument): vscode.Range => {
        const first = (mapLine(document, place.line) ?? place.line - (cell ? cell.line - 1 : 0)) - 1;
        const range = document.validateRange(
          new vscode.Range(first, place.column, first + place.endLine - place.line, place.endColumn),
        );
        ours = keyOf(document.uri, range.start);
        return range;
      };
      const editor = cell ? await revealCell(uri, cell, showing) : await revealFile(uri, rangeIn, showing);
      if (!editor) return;
      const range = rangeIn(editor.document);
      if (cell) editor.selection = new vscode.Selection(range.start, range.start);
      // Its start alone: a long line's end would scroll the lines' beginnings out of sight.
      const start = new vscode.Range(range.start, range.start);
      editor.revealRange(start, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      clearTimeout(unmark);
      editor.setDecorations(mark, [range]);
      unmark = setTimeout(() => {
        for (const shown of vscode.window.visibleTextEditors) shown.setDecorations(mark, []);
      }, MARKED_MS);
    },
    wasOurs: (editor) => editor.selection.isEmpty && keyOf(editor.document.uri, editor.selection.active) === ours,
    dispose() {
      clearTimeout(unmark);
      mark.dispose();
    },
  };
}

async function revealFile(
  uri: vscode.Uri,
  rangeIn: (document: vscode.TextDocument) => vscode.Range,
  showing: { viewColumn: vscode.ViewColumn; preserveFocus: boolean },
): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(uri);
  const { start } = rangeIn(document);
  return vscode.window.showTextDocument(document, {
    ...showing,
    selection: new vscode.Range(start, start),
    preview: true,
  });
}

const keyOf = (uri: vscode.Uri, { line, character }: vscode.Position): string =>
  `${uri.toString()}:${line}:${character}`;

/** Where the file is shown already; else an editor group that is not the panel's. */
function columnFor(uri: vscode.Uri, panel: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const shown =
    vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString()) ??
    vscode.window.visibleNotebookEditors.find((editor) => editor.notebook.uri.toString() === uri.toString());
  if (shown?.viewColumn) return shown.viewColumn;
  const other = vscode.window.tabGroups.all.find(({ viewColumn }) => viewColumn !== panel);
  return other?.viewColumn ?? vscode.ViewColumn.Beside;
}
