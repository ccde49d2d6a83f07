/** The filter chips: what kinds are shown, with how many there are of each. */
import type { Actions } from '../actions.ts';
import { el } from '../dom.ts';
import { FILTERS } from '../kinds.ts';
import type { PanelStore } from '../state.ts';
import { grouped } from '../text.ts';

export function createChips(store: PanelStore, actions: Actions): HTMLElement {
  const chips = new Map(
    FILTERS.map(([kind, label]) => [
      kind,
      { label, element: el('button', { type: 'button', class: 'chip', click: () => actions.toggleKind(kind) }) },
    ]),
  );
  const element = el(
    'div',
    { class: 'chips', role: 'group', 'aria-label': 'Kinds shown' },
    ...[...chips.values()].map((chip) => chip.element),
  );
  store.on(['view', 'cut'], () => {
    const { view, cut } = store.get();
    if (!view) return;
    for (const [kind, chip] of chips) {
      const count = view.counts[kind] ?? 0;
      const on = (cut ?? view.cut).kinds.includes(kind);
      const text = `${chip.label} ${grouped(count)}`;
      if (chip.element.textContent !== text) chip.element.textContent = text;
      chip.element.setAttribute('aria-pressed', String(on));
      chip.element.title = on ? `Hide ${chip.label.toLowerCase()}` : `Show ${chip.label.toLowerCase()}`;
      chip.element.hidden = count === 0;
    }
  });
  return element;
}
