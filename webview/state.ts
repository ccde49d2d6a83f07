/** What the panel knows: the host's last words and what the user has chosen. Drawn by the parts, remembered by memory.ts. */
import type { ArtifactDetail } from '../src/protocol/detail.ts';
import type { Cut, GraphNode, GraphView, RunBrief } from '../src/protocol/graph.ts';
import type { HostMessage, PanelError } from '../src/protocol/panel.ts';
import { createStore, type Store } from './store.ts';

export type Tab = 'rows' | 'columns' | 'changes' | 'lineage' | 'source';

export interface Viewport {
  zoom: number;
  x: number;
  y: number;
}

export interface PanelState {
  phase: 'loading' | 'view' | 'empty';
  connected: boolean;
  view: GraphView | null;
  /** The view has been laid out and painted at least once. */
  drawn: boolean;
  /** What is being laid out, where that takes a moment. */
  arranging: { nodes: number; edges: number } | null;
  /** Edges of the drawn graph that are dashed, since the layout was not asked about them. */
  dashed: number;
  /** The cut that was last asked for: ahead of `view.cut` until the host answers. */
  cut: Cut | null;
  /** The entry of the run in `view`; stays while another is waited for. */
  program: string;
  runs: RunBrief[];
  empty: Extract<HostMessage, { type: 'empty' }> | null;
  error: PanelError | null;
  /** Node and artifact that the side pane shows. */
  node: string | null;
  artifact: string | null;
  detail: ArtifactDetail | null;
  detailError: PanelError | null;
  /** Rows that the pane has asked for. */
  rows: number;
  tab: Tab;
  paneWidth: number;
  query: string;
  matches: string[];
  match: number;
  viewport: Viewport | null;
}

export type PanelStore = Store<PanelState>;

export const FIRST_ROWS = 200;

export function createPanelStore(remembered: Partial<PanelState>): PanelStore {
  return createStore<PanelState>({
    phase: 'loading',
    connected: true,
    view: null,
    drawn: false,
    arranging: null,
    dashed: 0,
    cut: null,
    program: '',
    runs: [],
    empty: null,
    error: null,
    node: null,
    artifact: null,
    detail: null,
    detailError: null,
    rows: FIRST_ROWS,
    tab: 'rows',
    paneWidth: 520,
    query: '',
    matches: [],
    match: -1,
    viewport: null,
    ...remembered,
  });
}

export const nodeOf = (state: Readonly<PanelState>, id: string | null): GraphNode | undefined =>
  id === null ? undefined : state.view?.nodes.find((node) => node.id === id);
