/** The edge of the side pane: dragged or moved by arrow keys, it sets the width. */
import { el } from '../dom.ts';
import type { PanelStore } from '../state.ts';

const LEAST = 280;

export function createSash(store: PanelStore): HTMLElement {
  const sash = el('div', {
    class: 'sash',
    role: 'separator',
    tabindex: 0,
    'aria-orientation': 'vertical',
    'aria-label': 'Width of the side pane',
  });
  const most = () => Math.max(LEAST, innerWidth - 280);
  const set = (width: number) => store.set({ paneWidth: Math.round(Math.min(most(), Math.max(LEAST, width))) });
  const draw = () => {
    document.documentElement.style.setProperty('--i-pane', `${store.get().paneWidth}px`);
    sash.setAttribute('aria-valuenow', String(store.get().paneWidth));
    sash.setAttribute('aria-valuemin', String(LEAST));
    sash.setAttribute('aria-valuemax', String(most()));
  };
  sash.addEventListener('pointerdown', (event) => sash.setPointerCapture(event.pointerId));
  sash.addEventListener(
    'pointermove',
    (event) => event.buttons === 1 && sash.hasPointerCapture(event.pointerId) && set(innerWidth - event.clientX),
  );
  sash.addEventListener('dblclick', () => set(520));
  sash.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: 24, ArrowRight: -24 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(store.get().paneWidth + step);
  });
  store.on(['paneWidth'], draw);
  draw();
  return sash;
}
