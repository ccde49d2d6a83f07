/**
 * What stands between the webview and the host side of the panel: which runs there are, going to code, stopping, copying.
 * The host side is loaded with the first panel. The run that a page remembers after a reload is found again by its id.
 */
import path from 'node:path';
import type * as vscode from 'vscode';
import type { PanelActions, PanelRuns, PanelSession } from '../../panel/session.ts';
import type { Cut } from '../../protocol/graph.ts';
import type { HostMessage, PanelMessage } from '../../protocol/panel.ts';
import { findModule } from '../findModule.ts';
import { compareWithRun } from '../ranText.ts';
import { reportError } from '../reportError.ts';
import type { LiveRuns } from '../run/liveRuns.ts';
import type { Readers } from '../runs/readers.ts';
import type { RunList } from '../runs/runList.ts';
import type { RevealCode } from './revealCode.ts';

export interface Session {
  receive(message: PanelMessage): void;
  showRun(folder: string): void;
  select(node: string | undefined, artifact: string | undefined): void;
  folder(): string | undefined;
  cut(): Cut | undefined;
  dispose(): void;
}

export interface SessionParts {
  context: vscode.ExtensionContext;
  list: RunList;
  live: LiveRuns;
  readers: Readers;
  log: vscode.LogOutputChannel;
  revealCode: RevealCode;
  folder: string | undefined;
  send(message: HostMessage): void;
  titled(title: string): void;
}
