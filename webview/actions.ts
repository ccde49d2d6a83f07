/** What the user can do, as functions of the state and the wire. The parts of the screen call these; nothing else sends messages. */
import type { ArtifactDetail } from '../src/protocol/detail.ts';
import type { Cut, FilterKind, GraphNode, Level, Place } from '../src/protocol/graph.ts';
import type { PanelError } from '../src/protocol/panel.ts';
import type { Host } from './host.ts';
import { FIRST_ROWS, nodeOf, type PanelStore } from './state.ts';

export interface Actions {
  /** Selects a node and, for the user's own choice, shows its code beside the panel. */
  select(node: string | null, options?: { artifact?: string | undefined; reveal?: boolean }): void;
  /** Asks for the shown artifact again, with more rows or because it grew. */
  refresh(rows?: number): void;
  reveal(place: Place, preserveFocus: boolean): void;
  toggle(node: GraphNode): void;
  setLevel(level: Level): void;
  toggleKind(kind: FilterKind): void;
  openRun(run: string): void;
  send: Host['send'];
  /** A detail for a hover: resolves when the host answers, rejects with the host's error. */
  detail(artifact: string, rows: number): Promise<ArtifactDetail>;
  answered(request: number, result: ArtifactDetail | PanelError): void;
}

export function createActions(store: PanelStore, host: Host): Actions {
  const waiting = new Map<number, (result: ArtifactDetail | PanelError) => void>();
  let requests = 0;
  let shown = 0;

  function ask(artifact: string, rows: number): { request: number; answer: Promise<ArtifactDetail> } {
    const request = ++requests;
    const answer = new Promise<ArtifactDetail>((resolve, reject) => {
      waiting.set(request, (result) => ('mend' in result ? reject(result) : resolve(result)));
    });
    host.send({ type: 'detail', request, artifact, rows });
    return { request, answer };
  }

  function show(artifact: string | null, rows: number): void {
    const before = store.get();
    const same = before.detail?.id === artifact;
    store.set({ artifact, rows, detailError: null, ...(!same && { detail: null }) });
    shown = 0;
    if (artifact === null) return;
    const { request, answer } = ask(artifact, rows);
    shown = request;
    answer.then(
      (detail) => shown === request && store.set({ detail }),
      (error: PanelError) => shown === request && store.set({ detailError: error, detail: null }),
    );
  }

  function setCut(change: (cut: Cut) => Cut): void {
    const { cut, view } = store.get();
    const current = cut ?? view?.cut;
    if (!current) return;
    const next = change(current);
    store.set({ cut: next });
    host.send({ type: 'cut', cut: next });
  }

  const actions: Actions = {
    select(id, { artifact, reveal = false } = {}) {
      const node = nodeOf(store.get(), id);
      store.set({ node: id });
      const wanted = artifact ?? node?.artifact?.id ?? null;
      if (wanted !== store.get().artifact || store.get().detailError) show(wanted, FIRST_ROWS);
      if (reveal && node) actions.reveal(node.place, true);
    },
    refresh(rows = store.get().rows) {
      show(store.get().artifact, rows);
    },
    reveal({ path, line, column, endLine, endColumn }, preserveFocus) {
      host.send({ type: 'reveal', path, line, column, endLine, endColumn, preserveFocus });
    },
    toggle(node) {
      if (node.form !== 'group') return;
      const [close, open] = node.open ? (['shut', 'opened'] as const) : (['opened', 'shut'] as const);
      setCut((cut) => {
        const undone = cut[open].includes(node.id);
        return {
          ...cut,
          [open]: cut[open].filter((id) => id !== node.id),
          [close]: undone || cut[close].includes(node.id) ? cut[close] : [...cut[close], node.id],
        };
      });
    },
    setLevel: (level) => setCut((cut) => ({ ...cut, level, opened: [], shut: [] })),
    toggleKind: (kind) =>
      setCut((cut) => ({
        ...cut,
        kinds: cut.kinds.includes(kind) ? cut.kinds.filter((one) => one !== kind) : [...cut.kinds, kind],
      })),
    openRun(run) {
      store.set({
        node: null,
        artifact: null,
        detail: null,
        detailError: null,
        viewport: null,
        drawn: false,
        phase: 'loading',
        error: null,
      });
      host.send({ type: 'openRun', run });
    },
    send: (message) => host.send(message),
    detail: (artifact, rows) => ask(artifact, rows).answer,
    answered(request, result) {
      waiting.get(request)?.(result);
      waiting.delete(request);
    },
  };
  return actions;
}
