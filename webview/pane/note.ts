/** The line under a preview that says how much of the value it is. */

import type { Preview } from '../../src/protocol/artifact.ts';
import type { ArtifactDetail } from '../../src/protocol/detail.ts';
import { grouped } from '../text.ts';

export function previewNote(detail: ArtifactDetail): string {
  const { preview } = detail;
  const parts = [preview ? shownText(preview) : '', captureText(detail)];
  return parts.filter(Boolean).join(' · ');
}

function shownText(preview: Preview): string {
  if (preview.form === 'table') return [rowsText(preview), columnsText(preview)].filter(Boolean).join(' · ');
  if (preview.form === 'items') return partText(preview.items.length, preview.total, 'items');
  if (preview.form === 'entries') return partText(preview.entries.length, preview.total, 'entries');
  if (preview.form === 'messages') return partText(preview.messages.length, preview.total, 'messages');
  if (preview.form === 'text') return partText(preview.text.length, preview.total, 'characters');
  return preview.width && preview.height ? `${grouped(preview.width)} × ${grouped(preview.height)} pixels` : '';
}

const partText = (shown: number, total: number, what: string) =>
  shown >= total ? `All ${grouped(total)} ${what}` : `First ${grouped(shown)} of ${grouped(total)} ${what} kept`;

function rowsText({ rows, positions, totalRows }: Extract<Preview, { form: 'table' }>): string {
  const count = rows.length;
  if (totalRows === 0) return 'No rows';
  if (count >= totalRows) return totalRows === 1 ? 'One row' : `All ${grouped(totalRows)} rows`;
  const first = positions?.[0] ?? 0;
  const last = positions?.at(-1) ?? count - 1;
  if (last - first + 1 === count) return `Rows ${grouped(first + 1)}–${grouped(last + 1)} of ${grouped(totalRows)}`;
  return `${grouped(count)} of ${grouped(totalRows)} rows, spread from row ${grouped(first + 1)} to ${grouped(last + 1)}`;
}

const columnsText = ({ columns, totalColumns }: Extract<Preview, { form: 'table' }>): string =>
  columns.length < totalColumns ? `${grouped(columns.length)} of ${grouped(totalColumns)} columns` : '';

const WHY: Record<string, string> = {
  size: 'it is large',
  time: 'describing it took too long',
  bytes: 'the run reached its size limit',
  failed: 'it could not be described',
};

function captureText({ detail, why }: ArtifactDetail): string {
  if (detail === 'full') return '';
  const kept =
    detail === 'sample'
      ? 'Statistics of a sample'
      : detail === 'summary'
        ? 'Only a summary was kept'
        : 'Only type and shape were kept';
  return why ? `${kept}: ${WHY[why] ?? why}` : kept;
}
