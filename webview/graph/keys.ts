/** Keys of the graph, while it has the focus. */
import type { Actions } from '../actions.ts';
import { nodeOf, type PanelStore } from '../state.ts';
import type { Scene } from './scene.ts';
import { type Direction, walk } from './walk.ts';

const DIRECTIONS: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
};

interface Moves {
  scene(): Scene | undefined;
  show(node: string): void;
  fit(): void;
  zoomBy(factor: number): void;
}

export function bindKeys(element: HTMLElement, store: PanelStore, actions: Actions, moves: Moves): void {
  element.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (press(event.key)) event.preventDefault();
  });

  function press(key: string): boolean {
    const scene = moves.scene();
    const node = nodeOf(store.get(), store.get().node);
    const direction = DIRECTIONS[key];
    if (direction && scene) {
      if (node?.form === 'group' && ((key === 'ArrowLeft' && node.open) || (key === 'ArrowRight' && !node.open))) {
        actions.toggle(node);
        return true;
      }
      const next = walk(scene, node?.id ?? null, direction);
      if (next !== undefined) {
        actions.select(next, { reveal: true });
        moves.show(next);
      }
      return true;
    }
    if (key === 'Enter' && node) {
      if (node.form === 'group') actions.toggle(node);
      else actions.reveal(node.place, false);
    } else if (key === 'Escape') actions.select(null);
    else if (key === '+' || key === '=') moves.zoomBy(1.25);
    else if (key === '-') moves.zoomBy(0.8);
    else if (key === '0') moves.fit();
    else return false;
    return true;
  }
}
