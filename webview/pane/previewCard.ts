/** What hovering a node shows: type, shape, badges and the first rows, small enough to glance at. */
import type { Cell } from '../../src/protocol/artifact.ts';
import type { ArtifactDetail } from '../../src/protocol/detail.ts';
import type { GraphNode } from '../../src/protocol/graph.ts';
import { el } from '../dom.ts';
import { clip, visible, visibleBlock } from '../text.ts';
import { badgeList } from './badges.ts';
import { valueCell } from './forms.ts';
import { previewNote } from './note.ts';

const COLUMNS = 6;
const ROWS = 5;

export function previewCard(node: GraphNode, detail: ArtifactDetail | undefined): HTMLElement | undefined {
  if (node.form === 'absent') return undefined;
  const type = detail
    ? [detail.type, detail.shape]
        .map(visible)
        .filter((text, index, all) => text && all.indexOf(text) === index)
        .join(' · ')
    : visible(node.artifact?.type ?? '');
  const error = node.error
    ? el('p', { class: 'bad' }, `${visible(node.error.type)}: ${clip(visible(node.error.message), 300)}`)
    : null;
  // What the node itself shows: of another artifact of its place, what that one's detail says.
  const badges = detail === undefined || node.artifact?.id === detail.id ? node.badges : detail.badges;
  return el(
    'div',
    {},
    el(
      'div',
      { class: 'hover-head' },
      el('b', {}, visible(detail?.name ?? node.label)),
      el('span', { class: 'quiet' }, type),
    ),
    badges.length > 0 ? badgeList(badges) : null,
    error,
    detail ? glance(detail) : null,
    detail && previewNote(detail) ? el('div', { class: 'quiet hover-note' }, previewNote(detail)) : null,
  );
}

function glance(detail: ArtifactDetail): HTMLElement | null {
  const { preview, summary } = detail;
  if (!preview) {
    const facts = Object.entries(summary.parameters ?? summary.state ?? {}).slice(0, 6);
    if (summary.value !== undefined) return el('div', { class: 'big' }, valueCell(summary.value));
    return facts.length > 0 ? small(facts.map(([name, value]) => [name, value])) : null;
  }
  if (preview.form === 'table') {
    const names = preview.columns.slice(0, COLUMNS);
    const more = preview.totalColumns > names.length ? '…' : '';
    return small(
      preview.rows.slice(0, ROWS).map((row) => [...names.map((_, at) => row[at] ?? null), ...(more ? [more] : [])]),
      [...names, ...(more ? [more] : [])],
    );
  }
  if (preview.form === 'items') return small(preview.items.slice(0, ROWS).map((item, index) => [index, item]));
  if (preview.form === 'entries') return small(preview.entries.slice(0, ROWS).map(([key, value]) => [key, value]));
  if (preview.form === 'text') return el('pre', {}, clip(visibleBlock(preview.text), 400));
  if (preview.form === 'messages')
    return small(preview.messages.slice(0, 3).map(({ role, text }) => [role, clip(text, 160)]));
  return /^data:image\//.test(preview.blob)
    ? el('img', { src: preview.blob, alt: `Picture of ${visible(detail.name)}`, class: 'hover-picture' })
    : null;
}

const small = (rows: Cell[][], head?: string[]): HTMLElement =>
  el(
    'table',
    { class: 'plain small' },
    head
      ? el('thead', {}, el('tr', {}, ...head.map((name) => el('th', { scope: 'col' }, clip(visible(name), 24)))))
      : null,
    el(
      'tbody',
      {},
      ...rows.map((row) =>
        el(
          'tr',
          {},
          ...row.map((cell) => el('td', { class: typeof cell === 'number' ? 'right' : null }, valueCell(cell))),
        ),
      ),
    ),
  );
