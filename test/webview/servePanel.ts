/**
 * Serves the built panel as `interim view` does: the page from panelPage under the strict policy, server-sent events, posted messages.
 * The host behind it is the test: it says what to send, and sees what arrived.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { panelPage, panelPolicy } from '../../src/panel/page.ts';
import type { HostMessage, PanelMessage } from '../../src/protocol/panel.ts';

const built = path.resolve(import.meta.dirname, '../../dist/webview');
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' };

export interface ServedPanel {
  url: string;
  received: PanelMessage[];
  send(message: HostMessage): void;
  /** Ends every stream, as a server that goes away. */
  drop(): void;
  close(): Promise<void>;
}

export async function servePanel(
  answer: (message: PanelMessage, send: (message: HostMessage) => void) => void,
  themeCss?: string,
): Promise<ServedPanel> {
  const received: PanelMessage[] = [];
  const streams = new Set<ServerResponse>();
  const send = (message: HostMessage) => {
    for (const stream of streams) stream.write(`data: ${JSON.stringify(message)}\n\n`);
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/') {
      const nonce = 'n0nce';
      const csp = panelPolicy("'self'", nonce);
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': csp });
      response.end(
        panelPage({
          scriptUri: 'panel.js',
          styleUri: 'panel.css',
          layoutUri: 'layout.js',
          nonce,
          csp,
          title: 'Lineage',
          ...(themeCss && { themeCss }),
        }),
      );
    } else if (pathname === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 200\n\n');
      streams.add(response);
      response.on('close', () => streams.delete(response));
    } else if (pathname === '/message') {
      let text = '';
      for await (const part of request) text += part;
      const message = JSON.parse(text) as PanelMessage;
      received.push(message);
      response.writeHead(204).end();
      answer(message, send);
    } else {
      const type = TYPES[path.extname(pathname)];
      if (!type) return void response.writeHead(404).end();
      response.writeHead(200, { 'content-type': type });
      response.end(await readFile(path.join(built, path.basename(pathname))));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    received,
    send,
    drop: () => {
      for (const stream of streams) stream.end();
    },
    close: async () => {
      for (const stream of streams) stream.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
