/** The lineage panel over HTTP on this machine: the page and its three files, events to it, messages from it. */
import { randomBytes } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { panelPage, panelPolicy } from '../../panel/page.ts';
import type { PanelActions, PanelRuns } from '../../panel/session.ts';
import { distFolder } from '../../recorder/installation.ts';
import { type Clients, createClients } from './clients.ts';
import { comesFromHere, createGuard, type Guard, isToken, knowsToken } from './guard.ts';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
  '.svg': 'image/svg+xml',
};

const ALWAYS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export interface ViewServer {
  /** With the token: whoever has it can read the run. */
  address: string;
  close(): Promise<void>;
}

export async function serveView(
  runs: PanelRuns,
  actions: PanelActions,
  options: { port: number; title: string },
): Promise<ViewServer> {
  const clients = createClients(runs, actions);
  const server = createServer();
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  const guard = createGuard(port);
  server.on('request', (request, response) =>
    answer(request, response, { port, guard, clients, title: options.title }),
  );
  return {
    address: `http://127.0.0.1:${port}/?token=${guard.token}`,
    close() {
      clients.close();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

interface Site {
  port: number;
  guard: Guard;
  clients: Clients;
  title: string;
}

function answer(request: IncomingMessage, response: ServerResponse, site: Site): void {
  for (const [name, value] of Object.entries(ALWAYS)) response.setHeader(name, value);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (!comesFromHere(request, site.port)) {
    refuse(response, 403, 'Not from here.');
    return;
  }
  // The token leaves the address bar, and with it the browser's history.
  if (url.pathname === '/' && isToken(url.searchParams.get('token'), site.guard)) {
    response.writeHead(303, { 'Set-Cookie': site.guard.cookie, Location: '/' }).end();
    return;
  }
  if (knowsToken(request, site.guard)) route(request, response, url, site);
  else refuse(response, 401, 'Open the whole address that “interim view” printed.');
}

function route(request: IncomingMessage, response: ServerResponse, url: URL, site: Site): void {
  const client = url.searchParams.get('client') ?? '';
  const asked = `${request.method} ${url.pathname}`;
  if (asked === 'GET /') sendPage(response, site);
  else if (asked === 'GET /events') site.clients.connect(client, request, response);
  else if (asked === 'POST /message') site.clients.receive(client, request, response);
  else if (request.method === 'GET') sendFile(response, url.pathname);
  else refuse(response, 405, 'No such thing.');
}

function sendPage(response: ServerResponse, { title }: Site): void {
  const nonce = randomBytes(16).toString('base64');
  const csp = panelPolicy("'self'", nonce);
  const page = panelPage({ scriptUri: 'panel.js', styleUri: 'panel.css', layoutUri: 'layout.js', nonce, csp, title });
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': `${csp}; frame-ancestors 'none'`,
  });
  response.end(page);
}

/** Files that lie directly in the folder of browser code, by their plain names. */
function sendFile(response: ServerResponse, pathname: string): void {
  const name = /^\/([A-Za-z0-9][\w-]*(?:\.[\w-]+)*\.\w+)$/.exec(pathname)?.[1];
  const type = name && TYPES[path.extname(name)];
  const file = name && path.join(distFolder(), 'webview', name);
  if (!type || !file || !existsSync(file)) {
    refuse(response, 404, 'There is no such file.');
    return;
  }
  response.writeHead(200, { 'Content-Type': type });
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}
