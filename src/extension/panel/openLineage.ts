/** *Open Lineage*, *Open Run…* and the links of a hover: each shows a run, and a place in it where one is meant. */
import * as vscode from 'vscode';
import type { FindCoveringRun } from '../hover/coveringRun.ts';
import { languageOf } from '../languages.ts';
import { orReport } from '../reportError.ts';
import { pickRun } from '../runs/pickRun.ts';
import type { RunList } from '../runs/runList.ts';
import type { TreeItem } from '../runs/runTree.ts';
import type { LineagePanel } from './lineagePanel.ts';
import { revealCell } from './revealCell.ts';

interface Target {
  folder: string;
  node?: string;
  artifact?: string;
}

export function registerOpenLineage(
  panel: LineagePanel,
  list: RunList,
  findRun: FindCoveringRun,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const where = { column: vscode.ViewColumn.Beside, preserveFocus: false };
  const open = async (given?: unknown): Promise<void> => {
    const target = targetOf(given);
    if (target) return panel.show(target, where);
    const shown = panel.shown();
    if (shown !== undefined) return panel.show({ folder: shown }, where);
    const document = vscode.window.activeTextEditor?.document;
    const covering = document && languageOf(document) ? await findRun(document) : undefined;
    panel.show({ folder: covering?.reader.folder ?? (await list.all())[0]?.folder }, where);
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('interim.openLineage', orReport(log, open)),
    vscode.commands.registerCommand('interim.openArtifact', orReport(log, open)),
    vscode.commands.registerCommand(
      'interim.openRun',
      orReport(log, async () => {
        const folder = await pickRun(list, vscode.l10n.t('Open Run'), true);
        if (folder === undefined) return;
        // Told at once where it is no run, rather than in an empty panel.
        const { openRun } = await import('../../store/reader.ts');
        (await openRun(folder)).close();
        panel.show({ folder }, where);
      }),
    ),
    vscode.commands.registerCommand(
      'interim.showSource',
      orReport(log, async (item?: TreeItem) => {
        if (item?.kind !== 'artifact') return;
        const { path, line, column, endLine, endColumn, cell } = item.node.place;
        const uri = vscode.Uri.file(path);
        const above = cell === undefined ? 1 : line - cell.line + 1;
        const selection = new vscode.Selection(line - above, column, endLine - above, endColumn);
        if (cell === undefined) await vscode.window.showTextDocument(uri, { selection, preserveFocus: true });
        else {
          const showing = { viewColumn: vscode.ViewColumn.Active, preserveFocus: true };
          const editor = await revealCell(uri, cell, showing);
          if (editor) editor.selection = selection;
        }
        if (panel.isVisible())
          panel.show({ folder: item.folder, node: item.node.id }, { ...where, preserveFocus: true });
      }),
    ),
  );
}

/** What a tree item or a hover's link means; a menu of the editor gives its file's address, which is no run. */
function targetOf(given: unknown): Target | undefined {
  if (typeof given !== 'object' || given === null || !('folder' in given)) return undefined;
  const { folder, node, artifact } = given as { folder: unknown; node?: unknown; artifact?: unknown };
  if (typeof folder !== 'string') return undefined;
  const id = typeof node === 'string' ? node : (node as { id?: string } | undefined)?.id;
  return {
    folder,
    ...(id === undefined ? {} : { node: id }),
    ...(typeof artifact === 'string' ? { artifact } : {}),
  };
}
