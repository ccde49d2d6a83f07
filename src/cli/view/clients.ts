/** The open pages: each has its own panel session, fed by what it posts and answered through its stream of events. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { openPanelSession, type PanelActions, type PanelRuns, type PanelSession } from '../../panel/session.ts';
import type { HostMessage, PanelMessage } from '../../protocol/panel.ts';

const LARGEST_MESSAGE = 1_000_000;
const MOST_CLIENTS = 50;
const STILL_THERE_MS = 20_000;

export interface Clients {
  connect(client: string, request: IncomingMessage, response: ServerResponse): void;
  receive(client: string, request: IncomingMessage, response: ServerResponse): void;
  close(): void;
}

interface Client {
  session: PanelSession;
  response: ServerResponse;
}

export function createClients(runs: PanelRuns, actions: PanelActions): Clients {
  const clients = new Map<string, Client>();

  const leave = (name: string, client: Client): void => {
    client.session.dispose();
    client.response.end();
    if (clients.get(name) === client) clients.delete(name);
  };

  return {
    connect(name, request, response) {
      if (!/^[\w-]{1,64}$/.test(name) || clients.size >= MOST_CLIENTS) {
        response.writeHead(400).end();
        return;
      }
      const before = clients.get(name);
      if (before) leave(name, before);
      response.writeHead(200, { 'Content-Type': 'text/event-stream', Connection: 'keep-alive' });
      response.write(': here\n\n');
      const send = (message: HostMessage): void => {
        response.write(`data: ${JSON.stringify(message)}\n\n`);
      };
      const client: Client = { session: openPanelSession(runs, send, actions), response };
      clients.set(name, client);
      const beat = setInterval(() => response.write(': here\n\n'), STILL_THERE_MS);
      request.on('close', () => {
        clearInterval(beat);
        leave(name, client);
      });
    },

    receive(name, request, response) {
      const client = clients.get(name);
      if (!client || !/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
        request.resume();
        response.writeHead(client ? 415 : 404).end();
        return;
      }
      readMessage(request).then(
        (message) => {
          client.session.receive(message);
          response.writeHead(204).end();
        },
        () => response.writeHead(400).end(),
      );
    },

    close() {
      for (const [name, client] of clients) leave(name, client);
    },
  };
}

async function readMessage(request: IncomingMessage): Promise<PanelMessage> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += (part as Buffer).length;
    if (length > LARGEST_MESSAGE) throw new Error('too long');
    parts.push(part as Buffer);
  }
  const value: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
  if (!isMessage(value)) throw new Error('no message');
  return value;
}

function isMessage(value: unknown): value is PanelMessage {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}
