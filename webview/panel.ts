/** The lineage panel's start: the wire, the state, the parts of the screen, and what the host's messages change. */
import './panel.css';
import { toMermaid } from '../src/core/export.ts';
import type { GraphView } from '../src/protocol/graph.ts';
import type { HostMessage } from '../src/protocol/panel.ts';
import { type Actions, createActions } from './actions.ts';
import { el } from './dom.ts';
import { exportPicture } from './graph/exportPicture.ts';
import { createGraph } from './graph/graph.ts';
import { createLayouter } from './graph/layout.ts';
import { type Host, openHost } from './host.ts';
import { keepMemory, recall } from './memory.ts';
import { createNotices } from './notices.ts';
import { createPane } from './pane/pane.ts';
import { findNodes } from './search.ts';
import { createPanelStore, nodeOf, type PanelStore } from './state.ts';
import { readTheme, watchTheme } from './theme.ts';
import { createTimeline } from './timeline.ts';
import { createToolbar } from './toolbar/toolbar.ts';

function start(root: HTMLElement): void {
  let ready: (() => void) | undefined;
  let receive: ((message: HostMessage) => void) | undefined;
  let store: PanelStore | undefined;
  const host = openHost({
    receive: (message) => receive?.(message),
    connected: () => ready?.(),
    disconnected: () => store?.set({ connected: false }),
  });
  const remembered = recall(host);
  store = createPanelStore(remembered.state);
  const actions = createActions(store, host);
  receive = createReceiver(store, actions, remembered.run ?? '', (node) => show(node));
  ready = sayReady(store, host, remembered.run);
  const show = build(root, store, actions);
  keepMemory(host, store);
}

/** The host keeps the truth: whenever the wire is there (again) it is told what is shown here, and answers with everything. */
function sayReady(store: PanelStore, host: Host, rememberedRun: string | undefined): () => void {
  return () => {
    const { view, cut } = store.get();
    const run = view?.run.id ?? rememberedRun;
    store.set({ connected: true });
    host.send({ type: 'ready', ...(run !== undefined && { run }), ...(cut && { cut }) });
    host.send({ type: 'listRuns' });
  };
}

function createReceiver(
  store: PanelStore,
  actions: Actions,
  rememberedRun: string,
  show: (node: string) => void,
): (message: HostMessage) => void {
  let revision = -1;
  let run = rememberedRun;
  return (message) => {
    if (message.type === 'view') {
      // A host that was started again counts from the beginning; one that goes on never counts down.
      if (message.revision < revision && message.view.run.id === run && message.revision > 1) return;
      revision = message.revision;
      const before = store.get();
      if (message.view.run.id !== run) forget(store, message.view);
      run = message.view.run.id;
      const { view } = message;
      store.set({ view, cut: view.cut, program: view.run.entry, phase: 'view', empty: null, error: null });
      follow(store, actions, before.view === null);
    } else if (message.type === 'detail') actions.answered(message.request, message.detail);
    else if (message.type === 'detailFailed') actions.answered(message.request, message.error);
    else if (message.type === 'select') {
      actions.select(message.node, { artifact: message.artifact });
      if (message.focus && message.node !== null) show(message.node);
    } else if (message.type === 'runs') store.set({ runs: message.runs });
    else if (message.type === 'empty') store.set({ phase: 'empty', empty: message, view: null });
    else if (message.type === 'error') store.set({ error: message.error });
    else if (message.type === 'progress') {
      const { view } = store.get();
      if (view && view.run.id === message.run.id) store.set({ view: { ...view, run: message.run } });
    }
  };
}

/**
 * Another run: nothing that was said of the one before holds, though places and artifacts have the same names in it. A step
 * that was selected stays so in another run of the same program, where it may be about to come.
 */
function forget(store: PanelStore, view: GraphView): void {
  const { node, program } = store.get();
  const stays = program === view.run.entry || view.nodes.some(({ id }) => id === node);
  store.set({ artifact: null, detail: null, detailError: null, ...(!stays && { node: null }) });
}

/** After a new view the pane shows the selected node's newest artifact, unless another of its artifacts was chosen. */
function follow(store: PanelStore, actions: Actions, first: boolean): void {
  const { node, artifact, detail } = store.get();
  const now = nodeOf(store.get(), node);
  if (node === null || !now) return;
  if (artifact === null) {
    if (now.artifact) actions.select(node);
  } else if (first) {
    actions.select(node, { artifact });
    actions.refresh();
  } else if (
    detail &&
    now.artifact &&
    !detail.siblings.some((sibling) => sibling.id === detail.id) &&
    now.artifact.id !== detail.id
  )
    actions.select(node);
}

/** Gives what brings a node into sight. */
function build(root: HTMLElement, store: PanelStore, actions: Actions): (node: string) => void {
  let theme = readTheme();
  const layouter = createLayouter(root.dataset.layout ?? 'layout.js');
  const graph = createGraph(store, actions, layouter, () => theme);
  const show = (node: string) => graph.show(node);
  const go = (node: string) => {
    actions.select(node, { reveal: true });
    show(node);
  };
  const toolbar = createToolbar(store, actions, go, graph.focus, [
    { label: 'Fit the whole graph', run: graph.fit },
    { label: 'Copy the graph as Mermaid', run: () => copyMermaid(store, actions) },
    { label: 'Save the graph as a picture', run: () => exportPicture(graph.scene(), theme) },
  ]);
  const timeline = createTimeline(store, actions, show, () => theme);
  const notices = createNotices(store, actions);
  const centre = el('div', { class: 'centre' }, graph.element, notices.bar, notices.cover);
  root.append(toolbar.element, el('main', { class: 'main' }, centre, createPane(store, actions)), timeline.element);
  graph.mount();
  findAsYouType(store);
  addEventListener('keydown', (event) => {
    const typing = event.composedPath()[0] instanceof HTMLInputElement;
    if ((event.key === 'f' && (event.ctrlKey || event.metaKey)) || (event.key === '/' && !typing)) {
      event.preventDefault();
      toolbar.focusSearch();
    }
  });
  watchTheme(() => {
    theme = readTheme();
    graph.retheme();
    timeline.draw();
  });
  return show;
}

function copyMermaid(store: PanelStore, actions: Actions): void {
  const { view } = store.get();
  if (view) actions.send({ type: 'copy', text: toMermaid(view) });
}

function findAsYouType(store: PanelStore): void {
  store.on(['query', 'view'], () => {
    const { view, query } = store.get();
    store.set({ matches: view ? findNodes(view, query) : [] });
  });
}

const root = document.getElementById('interim');
if (root) start(root);
