/** A value's preview, drawn by its form. Text is always text: a message with markup in it shows its markup. */
import type { Cell, Preview } from '../../src/protocol/artifact.ts';
import type { ArtifactDetail } from '../../src/protocol/detail.ts';
import { el } from '../dom.ts';
import { grouped, visible, visibleBlock } from '../text.ts';
import { cellText } from './cell.ts';
import { createGrid } from './grid.ts';

/** `query`: what was searched for; a column of that name is brought into sight. */
export function previewView(detail: ArtifactDetail, query: string): HTMLElement | undefined {
  const { preview } = detail;
  if (!preview) return undefined;
  if (preview.form === 'table')
    return createGrid(preview, detail.summary.columns ?? [], `Rows of ${visible(detail.name)}`, query);
  if (preview.form === 'items') return listOf(preview.items.map((item, index) => [String(index), item]));
  if (preview.form === 'entries') return listOf(preview.entries.map(([key, value]) => [cellText(key).text, value]));
  if (preview.form === 'text') return textView(preview);
  if (preview.form === 'image') return imageView(preview, detail);
  return messagesView(preview);
}

export function valueCell(value: Cell): HTMLElement {
  const { text, look, title } = cellText(value);
  return el('span', { class: `look-${look}`, title: title ?? null }, text);
}

const listOf = (entries: [string, Cell][]): HTMLElement =>
  el(
    'div',
    { class: 'scroll', tabindex: 0 },
    el(
      'table',
      { class: 'plain entries' },
      el(
        'tbody',
        {},
        ...entries.map(([key, value]) =>
          el(
            'tr',
            {},
            el('th', { scope: 'row', title: key.length > 24 ? key : null }, key),
            el('td', {}, valueCell(value)),
          ),
        ),
      ),
    ),
  );

function textView(preview: Extract<Preview, { form: 'text' }>): HTMLElement {
  const lines = visibleBlock(preview.text).split('\n');
  const numbers = lines.map((_, index) => index + 1).join('\n');
  return el(
    'div',
    { class: 'scroll text', tabindex: 0 },
    el('pre', { class: 'text-lines', 'aria-hidden': true }, numbers),
    el(
      'pre',
      { class: 'text-body' },
      lines.join('\n'),
      preview.text.length < preview.total ? el('span', { class: 'look-null' }, '…') : null,
    ),
  );
}

function imageView(preview: Extract<Preview, { form: 'image' }>, detail: ArtifactDetail): HTMLElement {
  const address = preview.blob;
  if (!/^(data:image\/|blob:|https?:)/.test(address))
    return el('p', { class: 'quiet' }, 'The picture is not in the record any more.');
  const width = preview.width ? Math.min(preview.width, 1200) : null;
  return el(
    'div',
    { class: 'scroll picture', tabindex: 0 },
    el('img', { src: address, alt: `Picture of ${visible(detail.name)}`, width }),
  );
}

const messagesView = (preview: Extract<Preview, { form: 'messages' }>): HTMLElement =>
  el(
    'div',
    { class: 'scroll messages', tabindex: 0 },
    ...preview.messages.map(({ role, text, total }) =>
      el(
        'section',
        { class: `message role-${/^(system|user|assistant|tool)$/.test(role) ? role : 'other'}` },
        el('h3', {}, visible(role), el('span', {}, ` ${grouped(total)} characters`)),
        el('pre', {}, visibleBlock(text), text.length < total ? el('span', { class: 'look-null' }, '…') : null),
      ),
    ),
  );
