/** The Columns tab: one line a column, with everything exact that is known of it. */
import type { ColumnSummary } from '../../src/protocol/artifact.ts';
import type { ArtifactDetail } from '../../src/protocol/detail.ts';
import { el } from '../dom.ts';
import { bestName } from '../search.ts';
import { grouped, plural, visible } from '../text.ts';
import { shortCell } from './cell.ts';
import { columnChart } from './chart.ts';

/** More than anyone reads; the search finds the others. */
const MOST = 500;

/** `query`: what was searched for; a column of that name is brought into sight. */
export function columnsView({ summary }: ArtifactDetail, query: string): HTMLElement {
  const columns = summary.columns ?? [];
  const left = columns.length - Math.min(columns.length, MOST) + (summary.columnsOmitted ?? 0);
  const rows = summary.shape?.[0];
  // Said once where it holds for all: the charts are what the table is looked through for.
  const charted = columns.filter((column) => column.bins || column.top);
  const sizes = charted.flatMap((column) => column.sampled ?? []);
  const once = sizes.length > 0 && sizes.length === charted.length;
  const sample = once ? `charts of ${countsText(Math.min(...sizes), Math.max(...sizes))}` : '';
  const wanted = bestName(
    columns.map(({ name }) => name),
    query,
  );
  const lines = columns.slice(0, MOST).map((column) => columnRow(column, rows, !once));
  const found = lines[wanted];
  if (found) {
    found.classList.add('found');
    requestAnimationFrame(() => found.scrollIntoView({ block: 'center' }));
  }
  return el(
    'div',
    { class: 'scroll', tabindex: 0 },
    el(
      'table',
      { class: 'plain columns' },
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ...['Column', 'Nulls', 'Values', 'Range'].map((name) =>
            el(
              'th',
              { scope: 'col' },
              name,
              name === 'Values' && sample ? el('div', { class: 'quiet' }, sample) : null,
            ),
          ),
        ),
      ),
      el('tbody', {}, ...lines),
    ),
    left > 0 ? el('p', { class: 'quiet note' }, `${plural(left, 'more column')} not listed`) : null,
  );
}

const countsText = (least: number, most: number): string =>
  least === most ? grouped(least) : `${grouped(least)} to ${grouped(most)}`;

function columnRow(column: ColumnSummary, rows: number | undefined, saysSample: boolean): HTMLElement {
  const nulls = column.nulls === undefined ? '' : column.nulls === 0 ? '0' : share(column.nulls, rows);
  const range =
    column.min !== undefined && column.max !== undefined
      ? [...new Set([shortCell(column.min), shortCell(column.max)])].join(' – ')
      : topText(column);
  const distinct = column.distinct === undefined ? '' : `${grouped(column.distinct)} distinct`;
  return el(
    'tr',
    {},
    el('th', { scope: 'row' }, visible(column.name), el('div', { class: 'quiet' }, visible(column.type))),
    el('td', { class: column.nulls ? 'has-null right' : 'right' }, nulls),
    el(
      'td',
      {},
      columnChart(column, 90, 22),
      distinct ? el('div', { class: 'quiet' }, distinct) : null,
      column.sampled === undefined || !saysSample
        ? null
        : el('div', { class: 'quiet' }, `chart of ${grouped(column.sampled)} values`),
    ),
    el(
      'td',
      {},
      range,
      column.mean === undefined ? null : el('div', { class: 'quiet' }, `mean ${shortCell(column.mean)}`),
    ),
  );
}

const share = (nulls: number, rows: number | undefined) =>
  rows ? `${grouped(nulls)} (${((nulls / rows) * 100).toPrecision(2)} %)` : grouped(nulls);

const topText = (column: ColumnSummary) =>
  (column.top ?? [])
    .slice(0, 3)
    .map(([value, count]) => `${shortCell(value)} ${grouped(count)}`)
    .join(', ');
