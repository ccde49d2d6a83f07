/** What a step did to its main input: rows, columns, nulls and types, as badges and column by column. */
import type { ColumnSummary } from '../protocol/artifact.ts';
import type { ColumnChange } from '../protocol/detail.ts';
import type { Badge } from '../protocol/graph.ts';
import { isTabular } from './kinds.ts';
import type { Ref } from './model.ts';
import { kindOf } from './name.ts';
import { changeText, countText } from './quantity.ts';
import { summaryOf } from './summaries.ts';

const MOST_BADGES = 5;
const MOST_CHANGES = 2000;

export function badgesOf(before: Ref | undefined, after: Ref): Badge[] {
  if (before === undefined) return [];
  const kind = kindOf(after);
  const badges: Badge[] = [];
  if (kind === 'record' && kindOf(before) === kind) addFieldBadge(badges, before, after);
  if (!isTabular(kind)) return badges;
  addRowBadge(badges, before, after);
  if (kind === 'table' && kindOf(before) === 'table') addColumnBadges(badges, before, after);
  else if (kind === kindOf(before)) addWholeBadges(badges, before, after);
  return badges.slice(0, MOST_BADGES);
}

function addRowBadge(badges: Badge[], before: Ref, after: Ref): void {
  const from = summaryOf(before).shape?.[0];
  const to = summaryOf(after).shape?.[0];
  if (from === undefined || to === undefined || from === to) return;
  const kind = kindOf(after);
  const flat = kind !== 'table' && (summaryOf(after).shape?.length ?? 1) < 2;
  const one = kind === 'collection' ? 'item' : flat ? 'value' : 'row';
  const word = Math.abs(to - from) === 1 ? one : `${one}s`;
  const times = from > 0 && to / from >= 1.05 ? ` (×${(to / from).toFixed(2).replace(/\.?0+$/, '')})` : '';
  badges.push({ tone: to > from ? 'warning' : 'removed', text: `${changeText(to - from)} ${word}${times}` });
}

/** Only what was changed in place: another record with other fields is no change of the first. */
function addFieldBadge(badges: Badge[], before: Ref, after: Ref): void {
  const count = (ref: Ref): number | undefined => summaryOf(ref).shape?.[0];
  const change = (count(after) ?? 0) - (count(before) ?? 0);
  if (count(before) === undefined || count(after) === undefined || change === 0) return;
  const word = Math.abs(change) === 1 ? 'field' : 'fields';
  badges.push({ tone: change > 0 ? 'added' : 'removed', text: `${changeText(change)} ${word}` });
}

function addColumnBadges(badges: Badge[], before: Ref, after: Ref): void {
  const from = summaryOf(before);
  const to = summaryOf(after);
  const widthBefore = from.shape?.[1] ?? from.columns?.length;
  const widthAfter = to.shape?.[1] ?? to.columns?.length;
  const changes = columnChanges(before, after);
  const fresh = changes.filter((change) => change.change === 'new').length;
  const gone = changes.filter((change) => change.change === 'removed').length;
  const isGuess = [from, to].some(({ columns }) => columns?.some(({ sparse }) => sparse));
  const change = isGuess ? fresh - gone : (widthAfter ?? 0) - (widthBefore ?? 0);
  if (widthBefore !== undefined && widthAfter !== undefined && change !== 0) {
    const words = Math.abs(change) === 1 ? 'column' : 'columns';
    badges.push({ tone: change > 0 ? 'added' : 'removed', text: `${changeText(change)} ${words}` });
  }
  if (change === 0 && fresh > 0 && fresh === gone)
    badges.push({ tone: 'changed', text: `${fresh} ${fresh === 1 ? 'column' : 'columns'} replaced` });
  addNullBadges(badges, changes);
  const retyped = changes.filter((change) => change.change === 'retyped');
  if (retyped.length > FEW) badges.push({ tone: 'changed', text: `${retyped.length} columns retyped` });
  else
    for (const change of retyped)
      badges.push({ tone: 'changed', text: `${shortName(change.name)}: ${change.from} → ${change.to}` });
  const changed = changes.filter((change) => change.change === 'changed');
  const sameRows = from.shape?.[0] === to.shape?.[0];
  if (sameRows && badges.length === 0 && isReordered(before, after, changes))
    badges.push({ tone: 'plain', text: 'reordered' });
  else if (sameRows && changed.length > 0 && badges.length === 0)
    badges.push({
      tone: 'changed',
      text:
        changed.length === 1
          ? `${shortName(changed[0]?.name ?? '')} changed`
          : `${countText(changed.length)} columns changed`,
    });
}

/** Every column has other content, and each the same statistics: the same rows in another order. */
function isReordered(before: Ref, after: Ref, changes: ColumnChange[]): boolean {
  if (changes.length < 2 || changes.some((change) => change.change !== 'changed')) return false;
  const now = columnsByName(summaryOf(after).columns);
  let compared = 0;
  for (const [key, was] of columnsByName(summaryOf(before).columns)) {
    const column = now.get(key);
    if (column === undefined || !hasSameStatistics(was, column)) return false;
    if (was.min !== undefined || was.distinct !== undefined) compared++;
  }
  return compared > 0;
}

const hasSameStatistics = (was: ColumnSummary, now: ColumnSummary): boolean =>
  was.nulls === now.nulls &&
  was.distinct === now.distinct &&
  JSON.stringify([was.min, was.max]) === JSON.stringify([now.min, now.max]) &&
  Math.abs((was.mean ?? 0) - (now.mean ?? 0)) <= 1e-9 * Math.abs(was.mean ?? 0);

/** Columns are named while they are few. */
const FEW = 2;

function addNullBadges(badges: Badge[], changes: ColumnChange[]): void {
  const filled: string[] = [];
  const holed: [string, number][] = [];
  for (const { name, nullsBefore, nullsAfter } of changes) {
    if (nullsBefore === undefined || nullsAfter === undefined) continue;
    if (nullsBefore > 0 && nullsAfter === 0) filled.push(shortName(name));
    else if (nullsAfter > nullsBefore) holed.push([shortName(name), nullsAfter - nullsBefore]);
  }
  if (filled.length > FEW) badges.push({ tone: 'good', text: `no more nulls in ${filled.length} columns` });
  else for (const name of filled) badges.push({ tone: 'good', text: `${name}: no more nulls` });
  if (holed.length > FEW) {
    const most = Math.max(...holed.map(([, count]) => count));
    badges.push({ tone: 'bad', text: `more nulls in ${holed.length} columns, up to ${changeText(most)}` });
  } else for (const [name, count] of holed) badges.push({ tone: 'bad', text: `${name}: ${nullsText(count)}` });
}

const nullsText = (count: number): string => `${changeText(count)} ${count === 1 ? 'null' : 'nulls'}`;

function addWholeBadges(badges: Badge[], before: Ref, after: Ref): void {
  const from = summaryOf(before);
  const to = summaryOf(after);
  if (from.nulls !== undefined && to.nulls !== undefined && from.nulls > 0 && to.nulls === 0)
    badges.push({ tone: 'good', text: 'no more nulls' });
  if (from.dtype !== undefined && to.dtype !== undefined && from.dtype !== to.dtype)
    badges.push({ tone: 'changed', text: `${from.dtype} → ${to.dtype}` });
}

const shortName = (name: string): string => (name.length > 24 ? `${name.slice(0, 23)}…` : name);

/**
 * In the order of the new columns, removed ones last. Content is compared by fingerprint where both sides have one. What only some records
 * of a sample have may be in those that were not looked at: it is neither new nor removed.
 */
export function columnChanges(before: Ref, after: Ref): ColumnChange[] {
  const old = columnsByName(summaryOf(before).columns);
  const now = columnsByName(summaryOf(after).columns);
  const partial = (summaryOf(before).columnsOmitted ?? 0) > 0 || (summaryOf(after).columnsOmitted ?? 0) > 0;
  const changes: ColumnChange[] = [];
  for (const [key, column] of now) {
    const was = old.get(key);
    if (was !== undefined) changes.push(compareColumn(was, column));
    else if (!partial && !column.sparse)
      changes.push({ name: column.name, change: 'new', to: column.type, ...nulls(undefined, column) });
  }
  if (!partial)
    for (const [key, column] of old)
      if (!now.has(key) && !column.sparse)
        changes.push({ name: column.name, change: 'removed', from: column.type, ...nulls(column, undefined) });
  return changes.slice(0, MOST_CHANGES);
}

/** Names may repeat: the second `a` is compared with the second `a`. */
function columnsByName(columns: ColumnSummary[] = []): Map<string, ColumnSummary> {
  const byName = new Map<string, ColumnSummary>();
  for (const column of columns) {
    let key = column.name;
    for (let n = 2; byName.has(key); n++) key = `${column.name}\u0000${n}`;
    byName.set(key, column);
  }
  return byName;
}

function compareColumn(was: ColumnSummary, column: ColumnSummary): ColumnChange {
  const base = { name: column.name, from: was.type, to: column.type, ...nulls(was, column) };
  const known = was.type !== 'unknown' && column.type !== 'unknown';
  if (known && was.type !== column.type) return { ...base, change: 'retyped' };
  if (was.fingerprint !== undefined && column.fingerprint !== undefined)
    return { ...base, change: was.fingerprint === column.fingerprint ? 'unchanged' : 'changed' };
  return { ...base, change: !known || hasSameStatistics(was, column) ? 'unchanged' : 'changed' };
}

function nulls(was: ColumnSummary | undefined, now: ColumnSummary | undefined) {
  return {
    ...(was?.nulls === undefined ? {} : { nullsBefore: was.nulls }),
    ...(now?.nulls === undefined ? {} : { nullsAfter: now.nulls }),
  };
}
