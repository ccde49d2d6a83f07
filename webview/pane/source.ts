/** The Source tab: the whole statement as it ran, with its place and what running it took. */
import { placeText } from '../../src/core/cellPlace.ts';
import type { ArtifactDetail } from '../../src/protocol/detail.ts';
import type { Actions } from '../actions.ts';
import { el } from '../dom.ts';
import { duration, grouped, visible } from '../text.ts';
import { colouredCode } from './code.ts';

export function sourceView(detail: ArtifactDetail, reveal: Actions['reveal']): HTMLElement {
  const place = detail.codePlace;
  // As far in as in the file, like the lines below it.
  const code = ' '.repeat(place.column) + detail.code;
  const count = code.split('\n').length;
  const numbers = Array.from({ length: count }, (_, index) => (place.cell ?? place).line + index).join('\n');
  const facts: [string, string][] = [
    ['step', `${grouped(detail.step)} of ${grouped(detail.steps)}`],
    ['began after', duration(detail.startMs)],
    ['took', duration(detail.durationMs)],
    ['part', detail.siteLabel],
    ...(detail.enclosingFunction ? [['inside', detail.enclosingFunction] satisfies [string, string]] : []),
    ...(detail.names.length > 1 ? [['names', detail.names.join(', ')] satisfies [string, string]] : []),
    ...(detail.lib ? [['library', detail.lib] satisfies [string, string]] : []),
  ];
  const body = el('pre', { class: 'text-body' });
  body.append(colouredCode(code));
  return el(
    'div',
    { class: 'scroll source', tabindex: 0 },
    el(
      'button',
      { type: 'button', class: 'link', click: () => reveal(place, false) },
      placeText(place, visible(place.file)),
    ),
    el('div', { class: 'text' }, el('pre', { class: 'text-lines', 'aria-hidden': true }, numbers), body),
    el(
      'table',
      { class: 'plain' },
      el(
        'tbody',
        {},
        ...facts.map(([name, value]) => el('tr', {}, el('th', { scope: 'row' }, name), el('td', {}, visible(value)))),
      ),
    ),
  );
}
