/**
 * The tree of runs: a run opens to its artifacts in order, an artifact to those that it was made from. It says what the
 * graph draws, for whoever cannot see a drawing.
 */
import * as vscode from 'vscode';
import { placeText } from '../../core/cellPlace.ts';
import { countText } from '../../core/quantity.ts';
import type { ArtifactKind } from '../../protocol/artifact.ts';
import type { GraphNode, GraphView } from '../../protocol/graph.ts';
import type { ListedRun } from '../../store/runs.ts';
import { agoWords, durationWords, runAbout, runName, stateIcon, stateWord } from './runWords.ts';

export interface RunItem {
  kind: 'run';
  folder: string;
  run: ListedRun;
}
export interface ArtifactItem {
  kind: 'artifact';
  folder: string;
  node: GraphNode;
  view: GraphView;
  parent: RunItem | ArtifactItem;
  /** How this one went into the one that is opened. */
  role?: string;
}
export type TreeItem = RunItem | ArtifactItem;

/** Nodes with something made, in the order of the run. */
export function artifactsOf(run: RunItem, view: GraphView): ArtifactItem[] {
  return view.nodes
    .filter((node) => node.artifact !== undefined || node.error !== undefined)
    .sort((a, b) => a.order - b.order)
    .map((node) => ({ kind: 'artifact', folder: run.folder, node, view, parent: run }));
}

export function madeFrom(item: ArtifactItem): ArtifactItem[] {
  const { view, folder } = item;
  const nodes = new Map(view.nodes.map((node) => [node.id, node]));
  return view.edges
    .filter(({ source, target }) => target === item.node.id && !isAncestor(source, item))
    .flatMap(({ source, roles }) => {
      const node = nodes.get(source);
      return node ? [{ kind: 'artifact' as const, folder, node, view, parent: item, role: roles.join(', ') }] : [];
    });
}

/** In a loop data goes round: a node is not opened again below itself. */
function isAncestor(node: string, item: ArtifactItem): boolean {
  if (item.node.id === node) return true;
  return item.parent.kind === 'artifact' && isAncestor(node, item.parent);
}

export function describeRun({ run, folder }: RunItem, isLive: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(runName(run), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = folder;
  item.description = runAbout(run);
  item.iconPath = stateIcon(run);
  item.contextValue = isLive ? 'run.live' : 'run';
  item.tooltip = [
    `${run.entry}${run.args.length > 0 ? ` ${run.args.join(' ')}` : ''}`,
    `${stateWord(run)}, ${durationWords(run.durationMs)}, ${countText(run.steps)} steps`,
    `${run.runtime}, ${new Date(run.createdAt).toLocaleString()}`,
    run.id,
  ].join('\n');
  item.accessibilityInformation = { label: `${runName(run)}, ${stateWord(run)}, ${agoWords(run.createdAt)}` };
  return item;
}

const KIND_ICONS: Partial<Record<ArtifactKind, string>> = {
  table: 'table',
  series: 'list-flat',
  array: 'symbol-array',
  model: 'circuit-board',
  figure: 'graph',
  file: 'file',
  connection: 'plug',
  message: 'comment',
  response: 'comment-discussion',
  collection: 'symbol-array',
  record: 'symbol-object',
  text: 'symbol-string',
  scalar: 'symbol-numeric',
  function: 'symbol-function',
};

export function describeArtifactItem(item: ArtifactItem): vscode.TreeItem {
  const { node, role } = item;
  const hasParents = madeFrom(item).length > 0;
  const shown = new vscode.TreeItem(
    node.label || node.artifact?.name || '',
    hasParents ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  const facts = [node.artifact?.shape ?? '', ...node.badges.map(({ text }) => text)];
  if (node.error && !node.error.caught) facts.push(node.error.type);
  shown.description = [role ? `${role}:` : '', facts.filter((fact) => fact !== '').join(' · ')].join(' ').trim();
  shown.iconPath =
    node.error && !node.error.caught
      ? new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed'))
      : new vscode.ThemeIcon(KIND_ICONS[node.kind] ?? 'symbol-misc');
  shown.contextValue = 'artifact';
  shown.tooltip = `${node.code}\n${placeText(node.place)}`;
  shown.command = { command: 'interim.showSource', title: 'Go to Code', arguments: [item] };
  return shown;
}
