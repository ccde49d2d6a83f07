/** Pointer on the graph: click selects and shows the code, double-click goes there or opens a group, the triangle opens and shuts. */
import type { Actions } from '../actions.ts';
import { nodeOf, type PanelStore } from '../state.ts';
import { HEADER } from './card.ts';
import type { Hover } from './hover.ts';
import type { Scene } from './scene.ts';
import type { Stage } from './stage.ts';

const TRIANGLE = 32;

export function bindPointer(
  stage: Stage,
  store: PanelStore,
  actions: Actions,
  hover: Hover,
  scene: () => Scene | undefined,
  focus: () => void,
): void {
  const idOf = (element: { id(): string }) => element.id().slice(2);

  stage.on('tap', (event) => {
    hover.cancel();
    focus();
    if (event.target === stage) return;
    const id = idOf(event.target);
    const node = nodeOf(store.get(), id);
    const box = scene()?.layout.boxes.get(id);
    if (!node || !box) return;
    const onTriangle = event.position.x - box.x < TRIANGLE && event.position.y - box.y < HEADER;
    if (node.form === 'group' && onTriangle) actions.toggle(node);
    else actions.select(id, { reveal: true });
  });

  stage.on('dbltap', 'node', (event) => {
    const node = nodeOf(store.get(), idOf(event.target));
    const box = node && scene()?.layout.boxes.get(node.id);
    if (!node || !box) return;
    if (node.form !== 'group') actions.reveal(node.place, false);
    else if (event.position.x - box.x >= TRIANGLE) actions.toggle(node);
  });

  const container = stage.container();
  stage.on('mouseover', 'node', (event) => {
    const node = nodeOf(store.get(), idOf(event.target));
    if (!node) return;
    if (container) container.style.cursor = 'pointer';
    const box = scene()?.layout.boxes.get(node.id);
    if (box && !(node.form === 'group' && node.open)) hover.over(node, box);
  });
  stage.on('mouseout', 'node', () => {
    if (container) container.style.cursor = '';
    hover.leave();
  });
}
