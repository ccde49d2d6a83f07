/** What survives a reload: run, cut, selection, pan and zoom, the pane's width and tab. Read back with suspicion. */
import type { Cut } from '../src/protocol/graph.ts';
import type { Host } from './host.ts';
import type { PanelState, PanelStore, Tab, Viewport } from './state.ts';

interface Memory {
  run: string;
  cut: Cut;
  node: string | null;
  artifact: string | null;
  tab: Tab;
  paneWidth: number;
  viewport: Viewport | null;
}

export interface Remembered {
  run?: string;
  state: Partial<PanelState>;
}

export function recall(host: Host): Remembered {
  const saved = host.recall() as Partial<Memory> | null | undefined;
  if (!saved || typeof saved !== 'object') return { state: {} };
  const state: Partial<PanelState> = {};
  if (saved.cut && Array.isArray(saved.cut.opened) && Array.isArray(saved.cut.shut)) state.cut = saved.cut;
  if (typeof saved.node === 'string') state.node = saved.node;
  if (typeof saved.artifact === 'string') state.artifact = saved.artifact;
  if (typeof saved.tab === 'string') state.tab = saved.tab;
  if (Number.isFinite(saved.paneWidth)) state.paneWidth = Number(saved.paneWidth);
  const view = saved.viewport;
  if (view && [view.zoom, view.x, view.y].every(Number.isFinite)) state.viewport = view;
  return { ...(typeof saved.run === 'string' && { run: saved.run }), state };
}

export function keepMemory(host: Host, store: PanelStore): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    waiting = undefined;
    const { view, cut, node, artifact, tab, paneWidth, viewport } = store.get();
    if (view)
      host.save({ run: view.run.id, cut: cut ?? view.cut, node, artifact, tab, paneWidth, viewport } satisfies Memory);
  };
  store.on(['view', 'cut', 'node', 'artifact', 'tab', 'paneWidth', 'viewport'], () => {
    if (waiting === undefined) waiting = setTimeout(save, 100);
  });
  addEventListener('pagehide', save);
}
