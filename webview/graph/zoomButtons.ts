/** Plus, minus and fit, at the bottom left of the graph. */
import { el } from '../dom.ts';
import { type IconName, icon } from '../icons.ts';

export function createZoomButtons(zoomBy: (factor: number) => void, fit: () => void): HTMLElement {
  const button = (name: IconName, label: string, click: () => void) =>
    el('button', { type: 'button', class: 'square', title: label, 'aria-label': label, click }, icon(name));
  return el(
    'div',
    { class: 'zoom', role: 'group', 'aria-label': 'Zoom' },
    button('plus', 'Zoom in (+)', () => zoomBy(1.25)),
    button('minus', 'Zoom out (−)', () => zoomBy(0.8)),
    button('fit', 'Fit the whole graph (0)', fit),
  );
}
