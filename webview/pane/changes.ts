/** The Changes tab: each column against the main input, what changed first. */
import type { ArtifactDetail, ColumnChange } from '../../src/protocol/detail.ts';
import { el } from '../dom.ts';
import { grouped, plural, visible } from '../text.ts';

const ORDER: ColumnChange['change'][] = ['new', 'removed', 'retyped', 'changed', 'unchanged'];
const TONES = { new: 'added', removed: 'removed', retyped: 'warning', changed: 'changed', unchanged: 'plain' } as const;

export function changesView(detail: ArtifactDetail): HTMLElement {
  const { columnChanges: changes, inputs } = detail;
  if (changes.length === 0)
    return el(
      'p',
      { class: 'quiet note' },
      inputs.length === 0
        ? 'This is where the data starts: there is nothing to compare it with.'
        : 'No change of columns is known for this kind of value.',
    );
  const counts = ORDER.map((change) => ({
    change,
    count: changes.filter((one) => one.change === change).length,
  })).filter(({ count }) => count > 0);
  const sorted = ORDER.flatMap((change) => changes.filter((one) => one.change === change));
  return el(
    'div',
    { class: 'scroll', tabindex: 0 },
    counts.length > 0
      ? el('p', { class: 'quiet note' }, counts.map(({ change, count }) => `${grouped(count)} ${change}`).join(' · '))
      : null,
    el('table', { class: 'plain columns' }, el('tbody', {}, ...sorted.map(changeRow))),
  );
}

const changeRow = (change: ColumnChange): HTMLElement =>
  el(
    'tr',
    { class: change.change === 'unchanged' ? 'faded' : null },
    el('th', { scope: 'row' }, visible(change.name)),
    el('td', {}, el('span', { class: `badge tone-${TONES[change.change]}` }, change.change)),
    el('td', {}, typeText(change)),
    el('td', {}, nullText(change)),
  );

function typeText({ from, to }: ColumnChange): string {
  if (from !== undefined && to !== undefined) return from === to ? visible(to) : `${visible(from)} → ${visible(to)}`;
  return visible(to ?? from ?? '');
}

function nullText({ nullsBefore, nullsAfter }: ColumnChange): string {
  if (nullsBefore !== undefined && nullsAfter !== undefined && nullsBefore !== nullsAfter)
    return `${grouped(nullsBefore)} → ${plural(nullsAfter, 'null', 'null')}`;
  return nullsAfter ? plural(nullsAfter, 'null', 'null') : '';
}
