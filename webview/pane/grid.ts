/** A table of which only what is in sight is in the page: 100 × 10,000 costs no more than 100 × 10. An ARIA grid with one moving focus. */
import type { ColumnSummary } from '../../src/protocol/artifact.ts';
import { el, replace } from '../dom.ts';
import { createMeasure } from '../graph/card.ts';
import { bestName } from '../search.ts';
import { visible } from '../text.ts';
import { cellText } from './cell.ts';
import { columnChart } from './chart.ts';
import { aside, columnsInSight, type GridColumn, gridColumns, ROW, type TablePreview, typeLine } from './gridLayout.ts';

const HEAD = 66;
const BARE_HEAD = 44;
const SPARE = 6;
let grids = 0;

export function createGrid(
  preview: TablePreview,
  summaries: ColumnSummary[],
  label: string,
  query: string,
): HTMLElement {
  const measure = createMeasure();
  const family = getComputedStyle(document.body).fontFamily;
  const columns = gridColumns(preview, summaries, (text, bold) =>
    measure(visible(text), `${bold ? '600 ' : ''}12px ${family}`),
  );
  const last = columns.at(-1);
  const total = last ? last.left + last.width : 0;
  const headHeight = columns.some((column) => column.summary && columnChart(column.summary)) ? HEAD : BARE_HEAD;
  const id = `grid${grids++}`;
  const found = bestName(
    columns.map(({ at, name }) => (at < 0 ? '' : name)),
    query,
  );
  const active = { row: 0, column: Math.max(0, found) };

  const head = el('div', { class: 'grid-head', role: 'row', 'aria-rowindex': 1 });
  const body = el('div', { class: 'grid-body', role: 'presentation' });
  const inner = el('div', { class: 'grid-inner', role: 'presentation' }, head, body);
  const grid = el(
    'div',
    {
      class: 'grid',
      role: 'grid',
      tabindex: 0,
      'aria-label': label,
      'aria-rowcount': preview.rows.length + 1,
      'aria-colcount': columns.length,
    },
    inner,
  );
  inner.style.width = `${total}px`;
  head.style.height = `${headHeight}px`;
  body.style.height = `${preview.rows.length * ROW}px`;

  let sight = '';
  function draw(force = false): void {
    const [first, end] = columnsInSight(columns, grid.scrollLeft - 100, (grid.clientWidth || 600) + 200);
    const top = Math.max(0, Math.floor(grid.scrollTop / ROW) - SPARE);
    const bottom = Math.min(
      preview.rows.length,
      Math.ceil((grid.scrollTop + (grid.clientHeight || 400) - headHeight) / ROW) + SPARE,
    );
    const next = `${first} ${end} ${top} ${bottom}`;
    if (next === sight && !force) return;
    sight = next;
    const shown = columns.slice(first, end);
    replace(head, ...shown.map((column, index) => headCell(column, first + index)));
    const rows: HTMLElement[] = [];
    for (let row = top; row < bottom; row++) rows.push(rowOf(row, shown, first));
    replace(body, ...rows);
  }

  function headCell(column: GridColumn, index: number): HTMLElement {
    const chart = column.summary && columnChart(column.summary);
    const type = column.summary ? typeLine(column.summary, preview.totalRows) : '';
    const nulls = column.summary?.nulls ? aside(column.summary, preview.totalRows) : '';
    const cell = el(
      'div',
      {
        class: 'grid-cell grid-title',
        role: 'columnheader',
        'aria-colindex': index + 1,
        title: `${visible(column.name)}\n${visible(type)}`,
      },
      el('div', { class: 'grid-name' }, visible(column.name)),
      el(
        'div',
        { class: 'grid-type' },
        visible(nulls ? type.slice(0, -nulls.length) : type),
        nulls ? el('span', { class: 'has-null' }, nulls) : null,
      ),
      chart,
    );
    cell.classList.toggle('found', index === found);
    place(cell, column);
    return cell;
  }

  function rowOf(row: number, shown: GridColumn[], first: number): HTMLElement {
    const cells = shown.map((column, offset) => {
      const value = column.at < 0 ? preview.index?.[row] : preview.rows[row]?.[column.at];
      const { text, look, title } = cellText(value, column.decimals);
      const side = column.numeric || look === 'number' ? ' right' : '';
      const cell = el(
        'div',
        {
          id: `${id}-${row}-${first + offset}`,
          class: `grid-cell look-${look}${side}${column.at < 0 ? ' grid-index' : ''}`,
          role: column.at < 0 ? 'rowheader' : 'gridcell',
          'aria-colindex': first + offset + 1,
          title: title ?? (text.length > 24 ? text : null),
        },
        text,
      );
      cell.classList.toggle('active', row === active.row && first + offset === active.column);
      place(cell, column);
      return cell;
    });
    const element = el('div', { class: 'grid-row', role: 'row', 'aria-rowindex': row + 2 }, ...cells);
    element.style.transform = `translateY(${row * ROW}px)`;
    return element;
  }

  function move(rows: number, across: number): void {
    active.row = Math.max(0, Math.min(preview.rows.length - 1, active.row + rows));
    active.column = Math.max(0, Math.min(columns.length - 1, active.column + across));
    const column = columns[active.column];
    if (!column) return;
    if (column.left < grid.scrollLeft) grid.scrollLeft = column.left;
    else if (column.left + column.width > grid.scrollLeft + grid.clientWidth)
      grid.scrollLeft = column.left + column.width - grid.clientWidth;
    const top = active.row * ROW;
    const room = grid.clientHeight - headHeight;
    if (top < grid.scrollTop) grid.scrollTop = top;
    else if (top + ROW > grid.scrollTop + room) grid.scrollTop = top + ROW - room;
    draw(true);
    grid.setAttribute('aria-activedescendant', `${id}-${active.row}-${active.column}`);
  }

  const page = () => Math.max(1, Math.floor((grid.clientHeight - headHeight) / ROW) - 1);
  grid.addEventListener('keydown', (event) => {
    const far = event.ctrlKey || event.metaKey ? preview.rows.length : 0;
    const moves: Record<string, [number, number]> = {
      ArrowUp: [far ? -far : -1, 0],
      ArrowDown: [far || 1, 0],
      ArrowLeft: [0, far ? -columns.length : -1],
      ArrowRight: [0, far ? columns.length : 1],
      PageUp: [-page(), 0],
      PageDown: [page(), 0],
      Home: [far ? -far : 0, -columns.length],
      End: [far, columns.length],
    };
    const step = moves[event.key];
    if (!step) return;
    event.preventDefault();
    move(...step);
  });
  grid.addEventListener('scroll', () => draw(), { passive: true });
  let sized = false;
  new ResizeObserver(() => {
    // What was searched for is brought into sight once there is a width to be out of.
    if (!sized && found >= 0) move(0, 0);
    sized = true;
    draw();
  }).observe(grid);
  draw();
  return grid;
}

function place(cell: HTMLElement, column: GridColumn): void {
  cell.style.left = `${column.left}px`;
  cell.style.width = `${column.width}px`;
}
