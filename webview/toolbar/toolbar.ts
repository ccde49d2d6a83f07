/** The bar at the top. */
import type { Actions } from '../actions.ts';
import { el } from '../dom.ts';
import type { PanelStore } from '../state.ts';
import { createChips } from './chips.ts';
import { createMenu, type MenuEntry } from './menu.ts';
import { createLevelPicker, createRunPicker } from './pickers.ts';
import { createRunState } from './runState.ts';
import { createSearchBox } from './searchBox.ts';

export interface Toolbar {
  element: HTMLElement;
  focusSearch(): void;
}

export function createToolbar(
  store: PanelStore,
  actions: Actions,
  go: (node: string) => void,
  back: () => void,
  menu: MenuEntry[],
): Toolbar {
  const search = createSearchBox(store, go, back);
  const element = el(
    'div',
    { class: 'toolbar', role: 'toolbar', 'aria-label': 'Lineage' },
    createRunState(store, actions),
    search.element,
    createChips(store, actions),
    createLevelPicker(store, actions),
    createRunPicker(store, actions),
    createMenu(menu),
  );
  const drawPhase = () => {
    element.dataset.phase = store.get().phase;
  };
  store.on(['phase'], drawPhase);
  drawPhase();
  return { element, focusSearch: search.focus };
}
