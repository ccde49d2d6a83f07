/** The overflow menu. */
import '@vscode-elements/elements/dist/vscode-context-menu/index.js';
import { el } from '../dom.ts';
import { icon } from '../icons.ts';

export interface MenuEntry {
  label: string;
  run(): void;
}

export function createMenu(entries: MenuEntry[]): HTMLElement {
  const menu = document.createElement('vscode-context-menu');
  menu.data = entries.map(({ label }, index) => ({ label, value: String(index) }));
  const button = el(
    'button',
    {
      type: 'button',
      class: 'square',
      title: 'More',
      'aria-label': 'More',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
    },
    icon('more'),
  );
  const set = (show: boolean) => {
    menu.show = show;
    button.setAttribute('aria-expanded', String(show));
  };
  // The menu closes itself on a click elsewhere, which a click on the button would be.
  button.addEventListener('click', (event) => {
    event.stopPropagation();
    set(!menu.show);
  });
  menu.addEventListener('vsc-context-menu-select', (event) => {
    set(false);
    entries[Number(event.detail.value)]?.run();
    button.focus();
  });
  menu.addEventListener('keydown', (event) => event.key === 'Escape' && button.focus());
  return el('div', { class: 'menu' }, button, menu);
}
