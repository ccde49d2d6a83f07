/** The lineage panel: one webview panel, reused for every run, restored after a reload. */
import * as vscode from 'vscode';
import type { Cut } from '../../protocol/graph.ts';
import type { HostMessage, PanelMessage } from '../../protocol/panel.ts';
import { reportError } from '../reportError.ts';
import type { Readers } from '../runs/readers.ts';
import type { RunList } from '../runs/runList.ts';
import { pageOf } from './pageOf.ts';
import { openSession, type Session } from './panelSession.ts';
import { createRevealCode } from './revealCode.ts';

export const PANEL_TYPE = 'interim.lineage';

export interface LineagePanel extends vscode.Disposable {
  /** Shows a run (the newest without one), and a node or artifact of it. */
  show(
    target: { folder?: string | undefined; node?: string | undefined; artifact?: string | undefined },
    where: Where,
  ): void;
  /** The run folder in the panel. */
  shown(): string | undefined;
  cut(): Cut | undefined;
  isVisible(): boolean;
  select(node: string | undefined): void;
  /** Stops showing a run that is about to go. */
  leave(folder: string): void;
  wasOurs(editor: vscode.TextEditor): boolean;
}

export interface Where {
  column: vscode.ViewColumn;
  preserveFocus: boolean;
}

interface Open {
  panel: vscode.WebviewPanel;
  session: Session;
}

export function createLineagePanel(
  context: vscode.ExtensionContext,
  list: RunList,
  readers: Readers,
  log: vscode.LogOutputChannel,
): LineagePanel {
  let open: Open | undefined;
  const revealCode = createRevealCode(() => open?.panel.viewColumn);

  const adopt = (panel: vscode.WebviewPanel, folder: string | undefined): Open => {
    const session = openSession({
      memory: context.workspaceState,
      list,
      readers,
      log,
      revealCode,
      folder,
      send: (message: HostMessage) => void panel.webview.postMessage(message),
      titled: (title) => {
        panel.title = title;
      },
    });
    const adopted = { panel, session };
    panel.iconPath = {
      light: vscode.Uri.joinPath(context.extensionUri, 'media/lineage-light.svg'),
      dark: vscode.Uri.joinPath(context.extensionUri, 'media/lineage-dark.svg'),
    };
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: ['dist/webview', 'media'].map((name) => vscode.Uri.joinPath(context.extensionUri, name)),
    };
    panel.webview.onDidReceiveMessage((message: PanelMessage) => session.receive(message));
    panel.onDidDispose(() => {
      session.dispose();
      if (open === adopted) open = undefined;
    });
    open = adopted;
    pageOf(panel.webview, context.extensionUri).then(
      (html) => {
        panel.webview.html = html;
      },
      (error) => reportError(log, error),
    );
    return adopted;
  };

  const restore = vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
    async deserializeWebviewPanel(panel) {
      // The page itself remembers run and cut, and says so in its first message.
      open?.panel.dispose();
      adopt(panel, undefined);
    },
  });

  return {
    show({ folder, node, artifact }, where) {
      if (open) {
        if (folder !== undefined) open.session.showRun(folder);
        if (!open.panel.visible || !where.preserveFocus) open.panel.reveal(undefined, where.preserveFocus);
      } else {
        const options = { viewColumn: where.column, preserveFocus: where.preserveFocus };
        const panel = vscode.window.createWebviewPanel(PANEL_TYPE, vscode.l10n.t('Lineage'), options, {
          enableScripts: true,
        });
        adopt(panel, folder);
      }
      if (node !== undefined) open?.session.select(node, artifact);
    },
    shown: () => open?.session.folder(),
    cut: () => open?.session.cut(),
    isVisible: () => open?.panel.visible ?? false,
    select: (node) => open?.session.select(node, undefined),
    leave(folder) {
      if (open?.session.folder() === folder) open.panel.dispose();
    },
    wasOurs: (editor) => revealCode.wasOurs(editor),
    dispose() {
      restore.dispose();
      revealCode.dispose();
      open?.panel.dispose();
    },
  };
}
