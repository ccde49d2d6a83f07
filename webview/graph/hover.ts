/** The preview card beside a node under the pointer: asked for after a moment, forgotten when the pointer leaves. */
import type { ArtifactDetail } from '../../src/protocol/detail.ts';
import type { GraphNode } from '../../src/protocol/graph.ts';
import type { Actions } from '../actions.ts';
import { el, replace } from '../dom.ts';
import { previewCard } from '../pane/previewCard.ts';
import type { PanelStore } from '../state.ts';
import type { Box } from './layout.ts';
import type { Stage } from './stage.ts';

const DELAY = 300;
const ROWS = 5;

export interface Hover {
  over(node: GraphNode, box: Box): void;
  leave(): void;
  cancel(): void;
}

export function createHover(graph: HTMLElement, stage: Stage, store: PanelStore, actions: Actions): Hover {
  const card = el('div', { class: 'hover', role: 'tooltip', hidden: true });
  graph.append(card);
  const known = new Map<string, ArtifactDetail>();
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let current = 0;

  function cancel(): void {
    clearTimeout(waiting);
    current++;
    card.hidden = true;
  }

  async function open(node: GraphNode, box: Box): Promise<void> {
    const turn = ++current;
    const key = node.artifact ? `${store.get().view?.run.id} ${node.artifact.id} ${node.artifact.complete}` : '';
    let detail = known.get(key);
    if (!detail && node.artifact) detail = await actions.detail(node.artifact.id, ROWS).catch(() => undefined);
    if (turn !== current) return;
    if (detail) {
      if (known.size > 200) known.clear();
      known.set(key, detail);
    }
    const content = previewCard(node, detail);
    if (!content) return;
    replace(card, content);
    card.hidden = false;
    place(box);
  }

  function place(box: Box): void {
    const zoom = stage.zoom();
    const pan = stage.pan();
    const left = box.x * zoom + pan.x;
    const right = (box.x + box.width) * zoom + pan.x + 10;
    const beside = right + card.offsetWidth < graph.clientWidth ? right : left - card.offsetWidth - 10;
    const top = Math.min(box.y * zoom + pan.y, graph.clientHeight - card.offsetHeight - 8);
    card.style.left = `${Math.max(8, beside < 8 ? Math.min(left, graph.clientWidth - card.offsetWidth - 8) : beside)}px`;
    card.style.top = `${Math.max(8, beside < 8 ? (box.y + box.height) * zoom + pan.y + 8 : top)}px`;
  }

  return {
    over(node, box) {
      cancel();
      waiting = setTimeout(() => void open(node, box), DELAY);
    },
    leave: cancel,
    cancel,
  };
}
