/** The user's settings, typed, with `interim.*` names known in this file only. */
import * as vscode from 'vscode';
import type { CaptureLimits } from '../protocol/runLog.ts';

export type OpenOnRun = 'beside' | 'active' | 'never';

export interface RunSettings {
  python: string;
  node: string;
  console: 'internalConsole' | 'integratedTerminal';
  runsFolder: string;
  retention: { count: number; bytes: number };
  include: string[];
  limits: CaptureLimits;
}

const MEGABYTE = 1_000_000;

export function runSettings(resource: vscode.Uri | undefined): RunSettings {
  const settings = vscode.workspace.getConfiguration('interim', resource);
  const number = (name: string, absent: number): number => settings.get<number>(name) ?? absent;
  return {
    python: settings.get<string>('python') ?? '',
    node: settings.get<string>('node') ?? '',
    console: settings.get<string>('console') === 'integratedTerminal' ? 'integratedTerminal' : 'internalConsole',
    runsFolder: settings.get<string>('runsFolder') ?? '',
    retention: { count: number('retention.runs', 50), bytes: number('retention.megabytes', 2000) * MEGABYTE },
    include: settings.get<string[]>('capture.include') ?? [],
    limits: {
      previewRows: number('capture.previewRows', 100),
      previewColumns: number('capture.previewColumns', 100),
      previewItems: number('capture.previewItems', 100),
      previewText: number('capture.previewTextCharacters', 10_000),
      iterations: number('capture.iterations', 30),
      describeMs: number('capture.describeMilliseconds', 50),
      runBytes: number('capture.runMegabytes', 500) * MEGABYTE,
      mask: settings.get<string[]>('capture.mask') ?? [],
      values: settings.get<boolean>('capture.values') ?? true,
    },
  };
}

export function openOnRun(): OpenOnRun {
  return vscode.workspace.getConfiguration('interim').get<OpenOnRun>('panel.openOnRun') ?? 'beside';
}

export function followSelection(): boolean {
  return vscode.workspace.getConfiguration('interim').get<boolean>('panel.followSelection') ?? true;
}

export function hoverEnabled(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration('interim', document).get<boolean>('hover.enabled') ?? true;
}
