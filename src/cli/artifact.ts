/** `interim artifact`: everything about one artifact, in facts and a table of its beginning. */

import { placeText } from '../core/cellPlace.ts';
import { at } from '../core/columns.ts';
import { describeArtifact } from '../core/detail.ts';
import { userError } from '../core/errors.ts';
import { artifactName } from '../core/processLog.ts';
import { countText } from '../core/quantity.ts';
import { newestVersion } from '../core/versions.ts';
import type { ArtifactDetail, ColumnChange, Link } from '../protocol/detail.ts';
import type { RunReader } from '../store/reader.ts';
import { openChosen } from './chosenRun.ts';
import { numberOf, readOptions } from './options.ts';
import { print, printJson } from './output.ts';
import { formatPreview } from './preview.ts';
import { formatTable } from './table.ts';
import { paint, plainLine } from './terminal.ts';
import { sayCell, sayDuration } from './words.ts';

export async function artifactCommand(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(
    'artifact',
    args,
    { rows: { type: 'string' }, 'runs-folder': { type: 'string' }, json: { type: 'boolean' } },
    { names: ['RUN', 'ARTIFACT'], needed: 1 },
  );
  const [run, wanted = ''] = positionals.length === 1 ? [undefined, positionals[0]] : positionals;
  const rows = numberOf('artifact', values, 'rows');
  const reader = await openChosen(run, values);
  try {
    const detail = findDetail(reader, wanted.replace(/^#/, ''));
    const shown = rows ?? (values.json === true ? undefined : 10);
    const preview = await reader.preview(detail.id, shown);
    const complete: ArtifactDetail = preview ? { ...detail, preview } : detail;
    if (values.json === true) printJson(complete);
    else print(formatDetail(complete));
    return 0;
  } finally {
    reader.close();
  }
}

/** By id; else what was bound to the name last, as it was in the end. */
function findDetail(reader: RunReader, wanted: string): ArtifactDetail {
  const { run, source } = reader;
  const byId = describeArtifact(run, wanted, source);
  if (byId) return byId;
  const named = newestNamed(reader, wanted);
  const detail = named === undefined ? undefined : describeArtifact(run, named, source);
  if (!detail) throw userError('artifact-missing', { run: run.header.id, artifact: wanted });
  return detail;
}

function newestNamed({ run }: RunReader, name: string): string | undefined {
  const bound = run.sites.flatMap((site) => site.facts.bound?.get(name) ?? []);
  const newest = bound.sort((a, b) => at(b.log.artifacts.step, b.id) - at(a.log.artifacts.step, a.id))[0];
  if (newest === undefined) return undefined;
  const { log, id } = newestVersion(newest);
  return artifactName(log, id);
}

function formatDetail(detail: ArtifactDetail): string {
  const heading = [
    paint(plainLine(detail.name), 'bold'),
    plainLine(`${detail.lib && detail.lib !== 'builtins' ? `${detail.lib}.` : ''}${detail.type}`),
    plainLine(detail.shape),
    paint(`#${detail.id}`, 'dim'),
  ].filter(Boolean);
  const place = `${placeText(detail.place)}:${detail.place.column + 1}`;
  const lines = [
    heading.join('  '),
    fact('code', detail.code),
    fact('at', `${place}${detail.enclosingFunction ? ` in ${detail.enclosingFunction}` : ''}`),
    fact('step', sayStep(detail)),
    ...(detail.names.length > 1 ? [fact('names', detail.names.join(', '))] : []),
    ...(detail.previous ? [fact('version', `${detail.artifactVersion}, from #${detail.previous.id}`)] : []),
    ...(detail.badges.length > 0 ? [fact('change', sayChange(detail))] : []),
    ...detail.inputs.map((link) => fact('from', sayLink(link))),
    // What became of it has a name of its own; the link's is what it was read from.
    ...detail.usedBy.map(({ name: _, ...link }) => fact('to', sayLink(link))),
    ...summaryFacts(detail),
    ...(detail.detail === 'full' ? [] : [fact('kept', `${detail.detail}${detail.why ? ` (${detail.why})` : ''}`)]),
    ...(detail.error ? [fact('error', `${detail.error.type}: ${detail.error.message}`)] : []),
  ];
  const parts = [lines.join('\n'), formatColumns(detail), formatChanges(detail.columnChanges)];
  if (detail.preview) parts.push(formatPreview(detail.preview));
  return parts.filter(Boolean).join('\n\n');
}

const fact = (name: string, text: string): string => `${paint(`  ${name.padEnd(8)}`, 'dim')}${plainLine(text)}`;

function sayStep({ step, steps, durationMs, iteration }: ArtifactDetail): string {
  const time = sayDuration(durationMs);
  const turn = iteration ? `, iteration ${iteration.index + 1} of ${countText(iteration.of)}` : '';
  return `${countText(step)} of ${countText(steps)}${turn}${time ? `, ${time}` : ''}`;
}

function sayChange({ badges, changedFrom }: ArtifactDetail): string {
  const text = badges.map((badge) => badge.text).join(', ');
  return changedFrom === undefined
    ? text
    : `${text} (from ${changedFrom.name} #${changedFrom.id} ${changedFrom.shape})`;
}

function sayLink({ artifact, role, name, place }: Link): string {
  const shape = artifact.shape ? ` ${artifact.shape}` : '';
  return `${name ?? artifact.name} #${artifact.id}${shape} as ${role} (${placeText(place)})`;
}

function summaryFacts({ summary }: ArtifactDetail): string[] {
  const {
    value,
    parameters = {},
    state = {},
    parts = [],
    tokens,
    role,
    model,
    finish,
    plan,
    path,
    fields = {},
  } = summary;
  const facts: string[] = [];
  if (value !== undefined) facts.push(fact('value', sayCell(value)));
  if (path) facts.push(fact('path', path));
  if (role) facts.push(fact('role', role));
  if (model) facts.push(fact('model', model));
  if (finish) facts.push(fact('finish', finish));
  if (tokens)
    facts.push(
      fact(
        'tokens',
        Object.entries(tokens)
          .map(([kind, count]) => `${kind} ${countText(count)}`)
          .join(', '),
      ),
    );
  if (summary.nulls) facts.push(fact('nulls', countText(summary.nulls)));
  if (summary.min !== undefined && summary.max !== undefined)
    facts.push(fact('range', `${sayCell(summary.min)} … ${sayCell(summary.max)}`));
  if (parts.length > 0) facts.push(fact('parts', parts.map(([name, type]) => `${name}: ${type}`).join(' → ')));
  if (summary.fitted !== undefined) facts.push(fact('fitted', summary.fitted ? 'yes' : 'no'));
  for (const [name, text] of Object.entries(parameters)) facts.push(fact('with', `${name} = ${text}`));
  for (const [name, text] of Object.entries(state)) facts.push(fact('found', `${name} = ${text}`));
  for (const [name, [type, text]] of Object.entries(fields)) facts.push(fact('field', `${name}: ${type} = ${text}`));
  if (plan) facts.push(fact('plan', plan));
  return facts;
}

function formatColumns({ summary }: ArtifactDetail): string {
  if (!summary.columns?.length) return '';
  const table = formatTable(
    [
      { title: 'column', least: 8, most: 40 },
      { title: 'type', least: 6, most: 24 },
      { title: 'nulls', side: 'right' },
      { title: 'min', least: 5, most: 24 },
      { title: 'max', least: 5, most: 24 },
      { title: 'mean', side: 'right' },
      { title: 'distinct', side: 'right' },
      { title: 'most frequent', least: 8 },
    ],
    summary.columns.map((column) => [
      column.name,
      column.type,
      column.nulls === undefined ? '' : countText(column.nulls),
      column.min === undefined ? '' : sayCell(column.min),
      column.max === undefined ? '' : sayCell(column.max),
      column.mean === undefined ? '' : sayCell(Number(column.mean.toPrecision(6))),
      column.distinct === undefined ? '' : countText(column.distinct),
      (column.top ?? []).map(([value, count]) => `${sayCell(value)} (${countText(count)})`).join(', '),
    ]),
  );
  return summary.columnsOmitted ? `${table}\n… ${countText(summary.columnsOmitted)} more columns` : table;
}

function formatChanges(changes: ColumnChange[]): string {
  const changed = changes.filter(({ change }) => change !== 'unchanged');
  if (changed.length === 0) return '';
  return formatTable(
    [{ title: 'column', most: 40 }, { title: 'change' }, { title: 'type', least: 8 }, { title: 'nulls' }],
    changed.map(({ name, change, from, to, nullsBefore, nullsAfter }) => [
      name,
      change,
      from !== undefined && to !== undefined && from !== to ? `${from} → ${to}` : (to ?? from ?? ''),
      nullsBefore !== undefined && nullsAfter !== undefined && nullsBefore !== nullsAfter
        ? `${countText(nullsBefore)} → ${countText(nullsAfter)}`
        : '',
    ]),
  );
}
