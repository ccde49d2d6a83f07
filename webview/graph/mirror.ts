/** The graph for those who do not see it: a tree beside the canvas, off screen, that has the keyboard's focus for the canvas. */
import { lineText } from '../../src/core/cellPlace.ts';
import type { GraphNode } from '../../src/protocol/graph.ts';
import { el, replace } from '../dom.ts';
import { KIND_WORDS } from '../kinds.ts';
import { plural, visible } from '../text.ts';
import { badgesOf } from './card.ts';
import type { Scene } from './scene.ts';

export interface Mirror {
  element: HTMLElement;
  update(scene: Scene, selected: string | null): void;
  select(selected: string | null): void;
}

export function createMirror(): Mirror {
  const element = el('ul', { class: 'mirror', role: 'tree', tabindex: 0, 'aria-label': 'Lineage graph' });
  let items = new Map<string, HTMLElement>();
  let chosen: HTMLElement | undefined;

  function select(selected: string | null): void {
    chosen?.setAttribute('aria-selected', 'false');
    chosen = selected === null ? undefined : items.get(selected);
    chosen?.setAttribute('aria-selected', 'true');
    if (chosen) element.setAttribute('aria-activedescendant', chosen.id);
    else element.removeAttribute('aria-activedescendant');
  }

  function update(scene: Scene, selected: string | null): void {
    const sorted = [...scene.nodes.values()].sort((a, b) => a.order - b.order || a.place.line - b.place.line);
    const names = new Map(sorted.map((node) => [node.id, visible(node.label)]));
    const made = new Map<string, string[]>();
    for (const edge of scene.view.edges) {
      const from = names.get(edge.source);
      if (from !== undefined) made.set(edge.target, [...(made.get(edge.target) ?? []), from]);
    }
    const next = new Map<string, HTMLElement>();
    sorted.forEach((node, index) => {
      const item = items.get(node.id) ?? el('li', { role: 'treeitem' });
      item.id = `node-${index}`;
      item.dataset.node = node.id;
      // Where it is drawn, for whoever drives the panel from outside: together with the graph's data-viewport.
      const box = scene.layout.boxes.get(node.id);
      if (box) item.dataset.box = [box.x, box.y, box.width, box.height].map(Math.round).join(' ');
      item.setAttribute('aria-level', String(level(scene, node)));
      item.setAttribute('aria-selected', 'false');
      if (node.form === 'group') item.setAttribute('aria-expanded', String(node.open === true));
      const text = describe(node, made.get(node.id) ?? []);
      if (item.textContent !== text) item.textContent = text;
      next.set(node.id, item);
    });
    const changed =
      next.size !== items.size || [...next.values()].some((item, index) => element.children[index] !== item);
    items = next;
    if (changed) replace(element, ...next.values());
    select(selected);
  }

  return { element, update, select };
}

function describe(node: GraphNode, from: string[]): string {
  const shown = node.artifact ? `${KIND_WORDS[node.kind]} ${visible(node.artifact.shape)}` : '';
  const inside = node.form === 'group' && node.inside ? `${plural(node.inside, 'node')} inside` : '';
  const error = node.error ? `${visible(node.error.type)}: ${visible(node.error.message)}` : '';
  const made = from.length > 0 ? `made from ${from.slice(0, 8).join(', ')}` : '';
  const badges = badgesOf(node).map((badge) => badge.text);
  return [
    visible(node.label),
    shown,
    node.running ? 'running' : '',
    inside,
    error,
    visible(node.code),
    ...badges,
    made,
    node.place.cell ? lineText(node.place) : `line ${node.place.line}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function level(scene: Scene, node: GraphNode): number {
  let depth = 1;
  for (let at: GraphNode | undefined = node; at?.parent !== undefined; at = scene.nodes.get(at.parent)) depth++;
  return depth;
}
