/** A DAP client on the built adapter over stdio: what an editor would do and see, as a few calls. */

import path from 'node:path';
import type { TestContext } from 'node:test';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';
import {
  type LaunchConfiguration,
  RUN_ENDED,
  RUN_STARTED,
  type RunEndedBody,
  type RunStartedBody,
} from '../../src/protocol/adapter.ts';

const adapter = path.resolve(import.meta.dirname, '../../dist/adapter.cjs');
const TIMEOUT_MS = 40_000;

export interface Session {
  client: DebugClient;
  /** Every event in the order of arrival. */
  events: DebugProtocol.Event[];
  /** All text of a category so far. */
  output(category: string): string;
  launch(configuration: Partial<LaunchConfiguration>): Promise<void>;
  started(): Promise<RunStartedBody>;
  ended(): Promise<RunEndedBody>;
  /** The exit code, once the session is over. */
  exited(): Promise<number>;
  /** Resolves once what the program has written so far looks like this. */
  said(text: RegExp): Promise<void>;
}

export async function openSession(
  t: TestContext,
  capabilities: Partial<DebugProtocol.InitializeRequestArguments> = {},
): Promise<Session> {
  const client = new DebugClient(process.execPath, adapter, 'interim');
  client.defaultTimeout = TIMEOUT_MS;
  const events: DebugProtocol.Event[] = [];
  for (const name of [
    'output',
    'exited',
    'terminated',
    'initialized',
    'progressStart',
    'progressUpdate',
    'progressEnd',
    RUN_STARTED,
    RUN_ENDED,
  ])
    client.on(name, (event: DebugProtocol.Event) => events.push(event));
  await client.start();
  t.after(() => leave(client));

  const seen = <T extends DebugProtocol.Event>(
    wanted: (event: DebugProtocol.Event) => boolean,
    name: string,
  ): Promise<T> => {
    const found = events.find(wanted);
    if (found) return Promise.resolve(found as T);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no ${name}; got ${events.map(brief).join(' ')}`)), TIMEOUT_MS);
      const look = (): void => {
        const event = events.find(wanted);
        if (!event) return;
        clearTimeout(timer);
        for (const one of WATCHED) client.off(one, look);
        resolve(event as T);
      };
      for (const one of WATCHED) client.on(one, look);
    });
  };
  const output = (category: string): string =>
    events
      .filter((event) => event.event === 'output' && event.body.category === category)
      .map((event) => String(event.body.output))
      .join('');

  return {
    client,
    events,
    output,
    async launch(configuration) {
      const initialized = client.waitForEvent('initialized');
      await client.initializeRequest({
        adapterID: 'interim',
        pathFormat: 'path',
        linesStartAt1: true,
        ...capabilities,
      });
      await initialized;
      const launched = client.launchRequest(configuration as DebugProtocol.LaunchRequestArguments);
      await Promise.all([client.configurationDoneRequest(), launched]);
    },
    started: async () => (await seen((event) => event.event === RUN_STARTED, RUN_STARTED)).body,
    ended: async () => (await seen((event) => event.event === RUN_ENDED, RUN_ENDED)).body,
    async exited() {
      await seen((event) => event.event === 'terminated', 'terminated');
      return (await seen((event) => event.event === 'exited', 'exited')).body.exitCode;
    },
    said: async (text) => {
      await seen(() => text.test(output('stdout')), `output ${text}`);
    },
  };
}

const WATCHED = ['output', 'exited', 'terminated', RUN_STARTED, RUN_ENDED];

const brief = (event: DebugProtocol.Event): string =>
  `${event.event}${event.event === 'output' ? `(${event.body.output})` : ''}`;

/** An adapter that was killed answers no farewell. */
async function leave(client: DebugClient): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, 3000);
  });
  await Promise.race([client.stop().catch(() => {}), patience]);
  clearTimeout(timer);
}
