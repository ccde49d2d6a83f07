/**
 * The one HTML page of the lineage panel. Both hosts (the editor's webview and `interim view`) print exactly this, so
 * that what is tested in a browser is what runs in the editor. Pure: text in, text out.
 */

export interface PanelPage {
  /** Addresses of dist/webview/panel.js, panel.css and layout.js as this page can reach them. */
  scriptUri: string;
  styleUri: string;
  layoutUri: string;
  nonce: string;
  /** The content policy: `panelPolicy` makes it. */
  csp: string;
  title: string;
  /** Extra rules, for a host that has a theme of its own. Without it the page follows the system's light or dark. */
  themeCss?: string;
}

/**
 * `source` is where the three files come from: `webview.cspSource` in the editor, `'self'` in the browser. The layout worker starts from a
 * `blob:` address with the text of layout.js, because a worker cannot be started from a webview's resource address.
 */
export function panelPolicy(source: string, nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'nonce-${nonce}'`,
    `img-src ${source} data: blob:`,
    `font-src ${source}`,
    `connect-src ${source}`,
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

export function panelPage(page: PanelPage): string {
  const theme = page.themeCss
    ? `\n<style nonce="${attribute(page.nonce)}">${page.themeCss.replaceAll('</', '<\\/')}</style>`
    : '';
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(page.csp)}">
<link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" nonce="${attribute(page.nonce)}" href="${attribute(page.styleUri)}">${theme}
<title>${attribute(page.title)}</title>
</head>
<body>
<div id="interim" data-layout="${attribute(page.layoutUri)}"></div>
<script nonce="${attribute(page.nonce)}" src="${attribute(page.scriptUri)}"></script>
</body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
