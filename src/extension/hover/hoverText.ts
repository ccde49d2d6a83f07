/** The Markdown of a hover: one line of facts, two links, what changed, a small table, what was left out. All data goes through plainText. */
import { countText } from '../../core/quantity.ts';
import type { Cell, Preview } from '../../protocol/artifact.ts';
import type { ArtifactDetail } from '../../protocol/detail.ts';
import { cellText } from './cellText.ts';
import { plainText } from './plainText.ts';

export const HOVER_ROWS = 10;
export const HOVER_COLUMNS = 8;

export interface HoverFacts {
  detail: ArtifactDetail;
  preview: Preview | undefined;
  /** The file was edited since the run. */
  stale: boolean;
  /** When the run was made, in words. */
  when: string;
  /** command: addresses; they hold our own ids only. */
  open: string;
  lineage: string;
}

export function hoverText(facts: HoverFacts): string {
  const { detail } = facts;
  const parts = [
    headline(detail),
    // Above the table: VS Code shows a few lines of a hover, and the rest when it is scrolled.
    `[Open](${facts.open} "All of it, in the lineage panel") · [Lineage](${facts.lineage} "Where it comes from and goes to") · ${plainText(facts.when)}`,
    changes(detail),
    facts.stale ? '*The file has changed since this run.*' : '',
    detail.error ? `**${plainText(detail.error.type)}** ${plainText(detail.error.message, 200)}` : '',
    facts.preview ? previewText(facts.preview, detail) : valueText(detail),
    notes(detail),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function headline(detail: ArtifactDetail): string {
  const facts = [
    plainText(detail.type, 40),
    detail.shape && detail.shape !== detail.type ? plainText(detail.shape) : '',
    nullsOf(detail),
    detail.artifactVersion > 1 ? `version ${detail.artifactVersion}` : '',
    detail.iteration ? `iteration ${detail.iteration.index + 1} of ${detail.iteration.of}` : '',
  ];
  return `**${plainText(detail.name, 80)}** · ${facts.filter((fact) => fact !== '').join(' · ')}`;
}

function nullsOf({ summary, kind }: ArtifactDetail): string {
  const known = summary.columns?.filter((column) => column.nulls !== undefined) ?? [];
  const complete = summary.columns && known.length === summary.columns.length && !summary.columnsOmitted;
  const count = summary.nulls ?? (complete ? known.reduce((sum, column) => sum + (column.nulls ?? 0), 0) : undefined);
  if (count === undefined || !['table', 'series', 'array'].includes(kind)) return '';
  return `${countText(count)} null${count === 1 ? '' : 's'}`;
}

function changes({ badges }: ArtifactDetail): string {
  return badges.map((badge) => plainText(badge.text, 80)).join(' · ');
}

function notes({ detail, why }: ArtifactDetail): string {
  if (detail === 'full') return '';
  const what = { sample: 'Statistics of a sample', summary: 'Shape and types only', type: 'Type only' }[detail];
  return `*${what}${why ? ` (${plainText(why)})` : ''}.*`;
}

function previewText(preview: Preview, detail: ArtifactDetail): string {
  switch (preview.form) {
    case 'table':
      return tableText(preview, detail);
    case 'items':
      return listText(
        preview.items.map((item) => cellMarkdown(item)),
        preview.total,
      );
    case 'entries':
      return listText(
        preview.entries.map(([key, value]) => `${cellMarkdown(key)}: ${cellMarkdown(value)}`),
        preview.total,
      );
    case 'text':
      return `${plainText(preview.text, 600)}${leftOut(Math.min(preview.text.length, 600), preview.total, 'characters')}`;
    case 'messages':
      return listText(
        preview.messages.map(({ role, text }) => `**${plainText(role)}** ${plainText(text, 300)}`),
        preview.total,
      );
    case 'image':
      return preview.width && preview.height ? `Image, ${preview.width} × ${preview.height}` : valueText(detail);
  }
}

function tableText(table: Extract<Preview, { form: 'table' }>, { summary }: ArtifactDetail): string {
  const columns = table.columns.slice(0, HOVER_COLUMNS);
  const rows = table.rows.slice(0, HOVER_ROWS);
  const labels = table.index ?? table.positions;
  const types = columns.map((_, at) => emphasis(summary.columns?.[at]?.type ?? ''));
  const nulls = columns.map((_, at) =>
    emphasis(summary.columns?.[at]?.nulls ? countText(summary.columns[at].nulls) : ''),
  );
  // The editor's hover draws tables without room between columns.
  const line = (cells: string[]): string => `| ${cells.map((cell) => `${cell}&nbsp;&nbsp;&nbsp;`).join(' | ')} |`;
  const shown = [
    line(['', ...columns.map((name) => oneLine(plainText(name, 24)))]),
    line(['--:', ...columns.map((_, at) => (isNumeric(rows, at) ? '--:' : ':--'))]).replaceAll('&nbsp;', ''),
    ...(types.some((type) => type !== '') ? [line(['', ...types])] : []),
    ...(nulls.some((count) => count !== '') ? [line(['*null*', ...nulls])] : []),
    ...rows.map((row, at) =>
      line(
        [labels?.[at] ?? at, ...columns.map((_, column) => row[column] ?? null)].map((cell) =>
          oneLine(cellMarkdown(cell, 24)),
        ),
      ),
    ),
  ].join('\n');
  const left = [
    leftOut(rows.length, table.totalRows, 'rows'),
    leftOut(columns.length, table.totalColumns, 'columns'),
  ].filter((text) => text !== '');
  return left.length > 0 ? `${shown}\n\n${left.join(',')}` : shown;
}

const isNumeric = (rows: Cell[][], column: number): boolean =>
  rows.every((row) => typeof (row[column] ?? null) !== 'string') &&
  rows.some((row) => typeof row[column] === 'number' || (Array.isArray(row[column]) && row[column][0] === 'int'));

const emphasis = (text: string): string => (text === '' ? '' : `*${oneLine(plainText(text, 20))}*`);

/** Cells do not wrap: a row of the table is one line. */
const oneLine = (markdown: string): string => markdown.replaceAll(' ', '&nbsp;');

function listText(items: string[], total: number): string {
  const shown = items.slice(0, HOVER_ROWS).map((item) => `- ${item}`);
  const left = leftOut(shown.length, total, 'items');
  return shown.join('\n') + (left ? `\n\n${left}` : '');
}

function valueText({ summary }: ArtifactDetail): string {
  if (summary.value !== undefined) return cellMarkdown(summary.value, 300);
  const named = summary.fields
    ? Object.entries(summary.fields).map(([name, [type, text]]) => `${plainText(name)}: ${plainText(text || type)}`)
    : Object.entries(summary.parameters ?? {}).map(([name, text]) => `${plainText(name)} = ${plainText(text)}`);
  return named.length > 0 ? listText(named, named.length) : '';
}

function cellMarkdown(cell: Cell, most = 32): string {
  const { text, absent } = cellText(cell);
  return absent ? `*${plainText(text)}*` : plainText(text, most);
}

function leftOut(shown: number, total: number, what: string): string {
  return total > shown ? ` ${countText(shown)} of ${countText(total)} ${what}` : '';
}
