/** Opens the panel in Chromium with a fake host that answers as the real one, and gathers everything the page complained about. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startChromium } from '../../scripts/chromium.ts';
import type { ArtifactDetail } from '../../src/protocol/detail.ts';
import type { GraphView } from '../../src/protocol/graph.ts';
import type { HostMessage, PanelMessage } from '../../src/protocol/panel.ts';
import { type ServedPanel, servePanel } from './servePanel.ts';

export const pictures = path.resolve(import.meta.dirname, '../../test-results/webview');

export interface OpenedPanel {
  page: Page;
  server: ServedPanel;
  /** Page errors and policy violations. Must be empty at the end of each test. */
  complaints: string[];
  /** The messages of one type that the panel sent. */
  sent<Type extends PanelMessage['type']>(type: Type): Extract<PanelMessage, { type: Type }>[];
  /** Resolves with the first message that fits, whether it came already or comes later. */
  message<Type extends PanelMessage['type']>(
    type: Type,
    fits?: (message: Extract<PanelMessage, { type: Type }>) => boolean,
  ): Promise<Extract<PanelMessage, { type: Type }>>;
  showView(view: GraphView): void;
  layouts(): Promise<number>;
  shoot(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface PanelCase {
  view?: GraphView;
  detail?: (artifact: string, rows: number) => ArtifactDetail | undefined;
  /** Sent on `ready` instead of a view. */
  first?: HostMessage[];
  themeCss?: string;
  bodyClass?: string;
  colorScheme?: 'dark' | 'light';
  size?: { width: number; height: number };
  reducedMotion?: boolean;
  forcedColors?: boolean;
}

let browser: Browser | undefined;
async function startBrowser(): Promise<Browser> {
  browser ??= await startChromium();
  return browser;
}
export const stopBrowser = async (): Promise<void> => {
  await browser?.close();
  browser = undefined;
};

export async function openPanel(given: PanelCase): Promise<OpenedPanel> {
  let revision = 0;
  let last: GraphView | undefined = given.view;
  const arrivals: ((message: PanelMessage) => void)[] = [];
  const server = await servePanel((message, send) => {
    if (message.type === 'ready') {
      for (const one of given.first ?? []) send(one);
      if (last) send({ type: 'view', revision: ++revision, view: last });
    } else if (message.type === 'detail') {
      const found = given.detail?.(message.artifact, message.rows ?? 100);
      if (found) send({ type: 'detail', request: message.request, detail: found });
      else
        send({
          type: 'detailFailed',
          request: message.request,
          error: { code: 'no-artifact', message: `There is no artifact ${message.artifact}.`, mend: 'Run again.' },
        });
    }
    for (const arrival of [...arrivals]) arrival(message);
  }, given.themeCss);
  const context = await (await startBrowser()).newContext({
    viewport: given.size ?? { width: 1440, height: 860 },
    colorScheme: given.colorScheme ?? 'dark',
    reducedMotion: given.reducedMotion ? 'reduce' : 'no-preference',
    forcedColors: given.forcedColors ? 'active' : 'none',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)));
  page.on('console', (entry) => {
    if (entry.type() === 'error' || /Content Security Policy/.test(entry.text())) complaints.push(entry.text());
  });
  if (given.bodyClass)
    await page.addInitScript(
      (name) => document.addEventListener('DOMContentLoaded', () => document.body.classList.add(...name.split(' '))),
      given.bodyClass,
    );
  await page.goto(server.url);
  if (given.view && given.view.nodes.length > 0) await page.locator('.graph[data-drawn]').waitFor();
  const sent: OpenedPanel['sent'] = (type) => server.received.filter((message) => message.type === type) as never;
  return {
    page,
    server,
    complaints,
    sent,
    message: (type, fits = () => true) =>
      new Promise((resolve) => {
        const found = sent(type).find(fits);
        if (found) return resolve(found);
        arrivals.push((message) => {
          if (message.type === type && fits(message as never)) resolve(message as never);
        });
      }),
    showView(view) {
      last = view;
      server.send({ type: 'view', revision: ++revision, view });
    },
    layouts: async () => Number(await page.locator('.graph').getAttribute('data-layouts')),
    async shoot(name) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: path.join(pictures, `${name}.png`) });
    },
    async close() {
      await context.close();
      await server.close();
    },
  };
}
