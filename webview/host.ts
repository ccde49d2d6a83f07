/**
 * The wire to whoever holds the run: the editor (`acquireVsCodeApi`) or `interim view` (server-sent events from `events`, JSON
 * posted to `message`, addresses relative to the page). Both carry a `client` id in the browser, so that a server with
 * several pages open can tell them apart. Nothing but messages passes.
 */
import type { HostMessage, PanelMessage } from '../src/protocol/panel.ts';

export interface Host {
  send(message: PanelMessage): void;
  /** What was saved before a reload. Text from storage: the reader checks it. */
  recall(): unknown;
  save(memory: object): void;
}

export interface HostListener {
  receive(message: HostMessage): void;
  /** The wire is there (again): say `ready`. */
  connected(): void;
  disconnected(): void;
}

interface EditorApi {
  postMessage(message: PanelMessage): void;
  getState(): unknown;
  setState(state: object): void;
}

declare global {
  var acquireVsCodeApi: (() => EditorApi) | undefined;
}

export function openHost(listener: HostListener): Host {
  return typeof globalThis.acquireVsCodeApi === 'function'
    ? openEditor(globalThis.acquireVsCodeApi(), listener)
    : openBrowser(listener);
}

function openEditor(api: EditorApi, listener: HostListener): Host {
  addEventListener('message', (event: MessageEvent<HostMessage>) => {
    if (isMessage(event.data)) listener.receive(event.data);
  });
  queueMicrotask(() => listener.connected());
  return {
    send: (message) => api.postMessage(message),
    recall: () => api.getState(),
    save: (memory) => api.setState(memory),
  };
}

const MEMORY = 'interim.panel';

function openBrowser(listener: HostListener): Host {
  const client = crypto.randomUUID();
  const events = new EventSource(`events?client=${client}`, { withCredentials: true });
  events.onopen = () => listener.connected();
  events.onerror = () => listener.disconnected();
  events.onmessage = (event: MessageEvent<string>) => {
    const message: unknown = JSON.parse(event.data);
    if (isMessage(message)) listener.receive(message);
  };
  // One after another: the order of messages is part of their meaning.
  let last: Promise<unknown> = Promise.resolve();
  return {
    send(message) {
      // The clipboard is this machine's own affair: a server has none.
      if (message.type === 'copy') void navigator.clipboard.writeText(message.text);
      last = last.then(() => post(client, message)).catch(() => listener.disconnected());
    },
    recall() {
      try {
        return JSON.parse(sessionStorage.getItem(MEMORY) ?? 'null');
      } catch {
        return null;
      }
    },
    save: (memory) => sessionStorage.setItem(MEMORY, JSON.stringify(memory)),
  };
}

async function post(client: string, message: PanelMessage): Promise<void> {
  const answer = await fetch(`message?client=${client}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
    credentials: 'same-origin',
  });
  if (!answer.ok) throw new Error(`message refused: ${answer.status}`);
}

function isMessage(value: unknown): value is HostMessage {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}
