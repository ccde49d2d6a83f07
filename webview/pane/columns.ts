/** The Columns tab: one line a column, with everything exact that is known of it. */
import type { ColumnSummary } from '../../src/protocol/artifact.ts';
import type { ArtifactDetail } from '../../src/protocol/detail.ts';
import { el } from '../dom.ts';
import { grouped, plural, visible } from '../text.ts';
import { shortCell, shortNumber } from './cell.ts';
import { columnChart } from './chart.ts';

/** More than anyone reads; the search finds the others. */
const MOST = 500;

export function columnsView({ summary }: ArtifactDetail): HTMLElement {
  const columns = summary.columns ?? [];
  const left = columns.length - Math.min(columns.length, MOST) + (summary.columnsOmitted ?? 0);
  const rows = summary.shape?.[0];
  const sampled = new Set(columns.flatMap((column) => column.sampled ?? []));
  // Said once where it is the same of all: the charts are what the table is looked through for.
  const [same] = sampled.size === 1 ? sampled : [];
  const values = same === undefined ? 'Values' : `Values, charts of ${grouped(same)}`;
  return el(
    'div',
    { class: 'scroll', tabindex: 0 },
    el(
      'table',
      { class: 'plain columns' },
      el(
        'thead',
        {},
        el('tr', {}, ...['Column', 'Nulls', values, 'Range'].map((name) => el('th', { scope: 'col' }, name))),
      ),
      el('tbody', {}, ...columns.slice(0, MOST).map((column) => columnRow(column, rows, same === undefined))),
    ),
    left > 0 ? el('p', { class: 'quiet note' }, `${plural(left, 'more column')} not listed`) : null,
  );
}

function columnRow(column: ColumnSummary, rows: number | undefined, saysSample: boolean): HTMLElement {
  const nulls = column.nulls === undefined ? '' : column.nulls === 0 ? '0' : share(column.nulls, rows);
  const range =
    column.min !== undefined && column.max !== undefined
      ? `${shortCell(column.min)} – ${shortCell(column.max)}`
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
      column.mean === undefined ? null : el('div', { class: 'quiet' }, `mean ${shortNumber(column.mean)}`),
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
