/** The panel's page with the addresses that a webview can reach, under a content policy with a fresh nonce. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

export async function pageOf(webview: vscode.Webview, extension: vscode.Uri): Promise<string> {
  const { panelPage, panelPolicy } = await import('../../panel/page.ts');
  const nonce = randomBytes(18).toString('base64url');
  const address = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist/webview', name)).toString();
  return panelPage({
    scriptUri: address('panel.js'),
    styleUri: address('panel.css'),
    layoutUri: address('layout.js'),
    nonce,
    csp: panelPolicy(webview.cspSource, nonce),
    title: vscode.l10n.t('Lineage'),
  });
}
