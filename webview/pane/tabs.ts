/** Tabs with the keys that tabs have: arrows, Home and End move, one is in the tab order. */
import { el } from '../dom.ts';
import type { Tab } from '../state.ts';

export interface TabChoice {
  tab: Tab;
  label: string;
  count?: string;
}

export function tabBar(choices: TabChoice[], chosen: Tab, choose: (tab: Tab) => void): HTMLElement {
  const buttons = choices.map(({ tab, label, count }) =>
    el(
      'button',
      {
        type: 'button',
        class: 'tab',
        role: 'tab',
        id: `tab-${tab}`,
        'aria-selected': String(tab === chosen),
        'aria-controls': 'pane-body',
        tabindex: tab === chosen ? 0 : -1,
        click: () => choose(tab),
      },
      count ? `${label} ${count}` : label,
    ),
  );
  const bar = el('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Views of the artifact' }, ...buttons);
  bar.addEventListener('keydown', (event) => {
    const at = choices.findIndex(({ tab }) => tab === chosen);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: choices.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = choices[(to + choices.length) % choices.length];
    if (!next) return;
    choose(next.tab);
    queueMicrotask(() => document.getElementById(`tab-${next.tab}`)?.focus());
  });
  return bar;
}
