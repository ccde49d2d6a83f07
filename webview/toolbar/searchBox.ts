/** The search field: matches are marked as you type, Enter goes to the next, Shift+Enter back, Esc clears. */
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { el } from '../dom.ts';
import type { PanelStore } from '../state.ts';
import { plural } from '../text.ts';

export interface SearchBox {
  element: HTMLElement;
  focus(): void;
}

export function createSearchBox(store: PanelStore, go: (node: string) => void, back: () => void): SearchBox {
  const field = document.createElement('vscode-textfield');
  field.type = 'search';
  field.placeholder = 'Find artifact or column';
  field.label = 'Find artifact or column';
  field.title = 'Find artifact or column (/ or Ctrl+F)';
  const count = el('span', { class: 'matches quiet', role: 'status', 'aria-live': 'polite' });

  function step(by: number): void {
    const { matches, match } = store.get();
    const next = matches[(match + by + matches.length) % matches.length];
    if (next === undefined) return;
    store.set({ match: matches.indexOf(next) });
    go(next);
  }

  field.addEventListener('input', () => store.set({ query: field.value, match: -1 }));
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      field.value = '';
      store.set({ query: '', match: -1 });
      back();
    } else if (event.key === 'ArrowDown') back();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  store.on(['query', 'matches', 'match'], () => {
    const { query, matches, match } = store.get();
    count.textContent = !query
      ? ''
      : matches.length === 0
        ? 'none found'
        : match < 0
          ? plural(matches.length, 'match', 'matches')
          : `${match + 1} of ${matches.length}`;
  });
  return { element: el('div', { class: 'search', role: 'search' }, count, field), focus: () => field.focus() };
}
