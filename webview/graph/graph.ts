/** The graph's part of the screen: takes views from the state, lays out when the structure changed, paints, and turns pointer and keys into actions. */
import type { GraphView } from '../../src/protocol/graph.ts';
import type { Actions } from '../actions.ts';
import { el } from '../dom.ts';
import { nodeOf, type PanelStore } from '../state.ts';
import type { Theme } from '../theme.ts';
import { createCamera } from './camera.ts';
import { createMeasure } from './card.ts';
import { createHover } from './hover.ts';
import { bindKeys } from './keys.ts';
import type { Box, Layouter } from './layout.ts';
import { createMinimap } from './minimap.ts';
import { createMirror } from './mirror.ts';
import { createOverlay } from './overlay.ts';
import { bindPointer } from './pointer.ts';
import { makeScene, type Scene, structureOf, withValues } from './scene.ts';
import { createSettle } from './settle.ts';
import { createStage, hideFarEdges, setElements, styleStage } from './stage.ts';
import { createZoomButtons } from './zoomButtons.ts';

const AFTER_DOUBLE_CLICK = 450;
/** A layout that is done by then needs no word. */
const WORD_AFTER = 400;

export interface GraphPart {
  element: HTMLElement;
  /** Sizes are only known once the element is in the page. */
  mount(): void;
  retheme(): void;
  scene(): Scene | undefined;
  fit(): void;
  show(node: string): void;
  focus(): void;
}

export function createGraph(store: PanelStore, actions: Actions, layouter: Layouter, theme: () => Theme): GraphPart {
  const surface = el('div', { class: 'stage' });
  const canvas = el('canvas', { class: 'overlay', 'aria-hidden': true });
  const mirror = createMirror();
  const element = el('div', { class: 'graph' }, mirror.element, surface, canvas);
  const measure = createMeasure();
  const settle = createSettle();
  let scene: Scene | undefined;
  let drawn: Scene | undefined;
  let wanted = '';
  let inFlight = '';
  let arranging: ReturnType<typeof setTimeout> | undefined;
  let follows = true;
  let awaited: string | undefined;
  let mounted: ReturnType<typeof assemble> | undefined;

  function assemble() {
    const stage = createStage(surface);
    styleStage(stage, theme());
    const source = { scene: () => drawn, theme, marks };
    const overlay = createOverlay(canvas, stage, source, measure);
    const minimap = createMinimap(stage, source);
    const camera = createCamera(stage, () => theme().still);
    const hover = createHover(element, stage, store, actions);
    stage.on('render', overlay.paint);
    stage.on('viewport', () => {
      minimap.frame();
      hideFarEdges(stage);
      hover.cancel();
      const viewport = { zoom: stage.zoom(), ...stage.pan() };
      element.dataset.viewport = [viewport.zoom, viewport.x, viewport.y].map((value) => value.toFixed(3)).join(' ');
      store.set({ viewport });
    });
    stage.on('dragpan scrollzoom pinchzoom', () => {
      follows = false;
    });
    const fit = () => {
      follows = false;
      if (scene) camera.fit(scene.layout);
    };
    const zoomBy = (factor: number) => {
      follows = false;
      camera.zoomBy(factor);
    };
    minimap.element.addEventListener('pointerdown', () => {
      follows = false;
    });
    element.append(minimap.element, createZoomButtons(zoomBy, fit));
    bindPointer(stage, store, actions, hover, () => scene, focus);
    bindKeys(mirror.element, store, actions, { scene: () => scene, show, fit, zoomBy });
    new ResizeObserver(() => {
      stage.resize();
      overlay.resize();
      overlay.paint();
      makeRoom();
    }).observe(element);
    // The pane that a click opens takes room: nothing may move under the pointer before a second click had its chance.
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let width = stage.width();
    function makeRoom(): void {
      clearTimeout(waiting);
      const { node } = store.get();
      if (!scene) return;
      if (node === null && follows) {
        width = stage.width();
        camera.open(scene.layout);
        return;
      }
      waiting = setTimeout(() => {
        const chosen = store.get().node;
        const box = chosen === null ? undefined : scene?.layout.boxes.get(chosen);
        const more = stage.width() - width;
        width = stage.width();
        if (scene && follows) camera.open(scene.layout, true, box);
        else camera.recentre(more, box);
      }, AFTER_DOUBLE_CLICK);
    }
    overlay.resize();
    return { stage, overlay, minimap, camera, fit };
  }

  const marks = () => {
    const { node, matches, query } = store.get();
    return { selected: node, matches: new Set(query ? matches : []), searching: query !== '' && matches.length > 0 };
  };

  async function receive(view: GraphView): Promise<void> {
    if (!mounted) return;
    const structure = structureOf(view);
    const ended =
      scene?.view.run.state === 'running' && view.run.state !== 'running' && scene.view.run.id === view.run.id;
    if (scene && structure === scene.structure && wanted === structure && !(ended && outgrown(scene, view)))
      return put(withValues(scene, view, theme(), measure), false);
    // A run that grows must not keep ending the layout of what was there a moment ago; another cut or run must.
    const asked = `${view.run.id} ${JSON.stringify(view.cut)}`;
    if (inFlight === asked) return;
    inFlight = asked;
    wanted = structure;
    clearTimeout(arranging);
    arranging = setTimeout(() => {
      store.set({ arranging: { nodes: view.nodes.length, edges: view.edges.length } });
    }, WORD_AFTER);
    try {
      const began = performance.now();
      const next = await makeScene(view, theme(), measure, layouter);
      if (!next) return;
      arranged();
      const placed = performance.now();
      put(withValues(next, store.get().view ?? view, theme(), measure), true);
      element.dataset.layoutMs = String(Math.round(placed - began));
      element.dataset.putMs = String(Math.round(performance.now() - placed));
      const newest = store.get().view;
      if (newest && structureOf(newest) !== structure) void receive(newest);
    } catch (error) {
      arranged();
      store.set({
        error: {
          code: 'layout',
          message: `The graph could not be drawn: ${error instanceof Error ? error.message : String(error)}`,
          mend: 'Choose a coarser level.',
        },
      });
    }
  }

  function arranged(): void {
    inFlight = '';
    clearTimeout(arranging);
    store.set({ arranging: null });
  }

  /** While a run grew, values may have become wider than their nodes; when it ends there is time for one more layout. */
  function outgrown(before: Scene, view: GraphView): boolean {
    const now = withValues(before, view, theme(), measure);
    return [...now.cards].some(([id, card]) => {
      const box = before.layout.boxes.get(id);
      return card.shape !== 'open' && box !== undefined && (card.width > box.width + 4 || card.height !== box.height);
    });
  }

  function put(next: Scene, moved: boolean): void {
    if (!mounted) return;
    const { stage, camera, overlay, minimap } = mounted;
    const before = scene;
    const sameRun = before?.view.run.id === next.view.run.id;
    scene = next;
    element.dataset.layouts = String(layouter.count());
    setElements(stage, next);
    if (moved) {
      const pan = { ...stage.pan() };
      const anchor =
        sameRun && before && !(follows && before.view.run.state === 'running') ? anchorOf(before, next) : undefined;
      if (anchor) camera.keep(anchor[0], anchor[1]);
      else lookFirst();
      const zoom = stage.zoom();
      const shift = { x: (pan.x - stage.pan().x) / zoom, y: (pan.y - stage.pan().y) / zoom };
      settle.start(sameRun ? before : undefined, next, shift, theme().still, (boxes) => {
        drawn = { ...next, layout: { ...next.layout, boxes } };
        overlay.paint();
      });
    } else {
      drawn = { ...next, layout: drawn?.layout ?? next.layout };
      overlay.paint();
    }
    minimap.draw();
    mirror.update(next, store.get().node);
    lightEdges();
    store.set({ drawn: true, dashed: next.long.size });
    if (moved && awaited !== undefined) show(awaited);
    if (moved) element.dataset.drawn = String(Math.round(performance.now()));
  }

  function lookFirst(): void {
    if (!mounted || !scene) return;
    const remembered = store.get().viewport;
    if (remembered && !drawn) {
      mounted.stage.viewport({ zoom: remembered.zoom, pan: { x: remembered.x, y: remembered.y } });
      follows = false;
    } else mounted.camera.open(scene.layout);
  }

  /** What stays where it was on the screen: a group that was opened or shut, else the selected node, else the one nearest to the middle. */
  function anchorOf(before: Scene, next: Scene): [Box, Box] | undefined {
    const toggled = [...next.nodes.values()].find(
      (node) => node.form === 'group' && before.nodes.get(node.id)?.open === !node.open,
    );
    const middle = mounted && {
      x: (mounted.stage.width() / 2 - mounted.stage.pan().x) / mounted.stage.zoom(),
      y: (mounted.stage.height() / 2 - mounted.stage.pan().y) / mounted.stage.zoom(),
    };
    const kept = [...before.layout.boxes].filter(([id]) => next.layout.boxes.has(id));
    const far = ([, box]: [string, Box]) => (middle ? Math.hypot(box.x - middle.x, box.y - middle.y) : 0);
    const id = toggled?.id ?? kept.sort((a, b) => far(a) - far(b))[0]?.[0];
    const from = id === undefined ? undefined : before.layout.boxes.get(id);
    const to = id === undefined ? undefined : next.layout.boxes.get(id);
    return from && to ? [from, to] : undefined;
  }

  function lightEdges(): void {
    if (!mounted) return;
    const { node, query, matches } = store.get();
    const searching = query !== '' && matches.length > 0;
    mounted.stage.batch(() => {
      for (const edge of mounted?.stage.edges() ?? []) {
        edge.toggleClass(
          'lit',
          node !== null && (edge.data('source') === `n:${node}` || edge.data('target') === `n:${node}`),
        );
        edge.toggleClass('dimmed', searching);
      }
    });
  }

  function show(id: string): void {
    const box = scene?.layout.boxes.get(id);
    // What is not laid out yet is shown once it is.
    awaited = box ? undefined : id;
    if (box && mounted?.camera.show(box)) follows = false;
  }

  const focus = () => mirror.element.focus({ preventScroll: true });

  store.on(['view'], () => {
    const { view } = store.get();
    if (view) void receive(view);
  });
  store.on(['node', 'matches', 'query'], () => {
    mirror.select(store.get().node);
    lightEdges();
    mounted?.overlay.paint();
  });

  return {
    element,
    mount() {
      mounted = assemble();
    },
    retheme() {
      if (!mounted) return;
      styleStage(mounted.stage, theme());
      const { view } = store.get();
      if (scene && view) put(withValues(scene, view, theme(), measure), false);
      else mounted.overlay.paint();
    },
    scene: () => scene,
    fit: () => mounted?.fit(),
    show: (id) => nodeOf(store.get(), id) && show(id),
    focus,
  };
}
