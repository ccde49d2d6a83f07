/**
 * Results and plans of libraries that stand for work still to come: DuckDB's results, lazy frames, groups not yet reduced, and
 * streamed answers. They are told by what they hold; none is read, collected or awaited.
 */
import type { Summary } from '../../../protocol/artifact.ts';
import { shortText } from './cell.ts';
import type { Description, Family } from './description.ts';
import { readArray, readNumber, readOwn } from './own.ts';

export const describePending: Family = (value, _limits, chain) => {
  const type = chain[0] ?? 'Object';
  if (chain.includes('DuckDBResultReader')) return pending(type, '@duckdb/node-api', readerFacts(value));
  if (chain.includes('DuckDBResult') || type === 'DuckDBPreparedStatement' || type === 'DuckDBPendingResult') {
    return pending(type, '@duckdb/node-api', {});
  }
  if (type === 'DuckDBConnection' || type === 'DuckDBInstance') {
    return { kind: 'connection', type, lib: '@duckdb/node-api', summary: {}, detail: 'type', why: 'untouched' };
  }
  if (
    type === 'Object' &&
    typeof readOwn(value, '_ldf') === 'object' &&
    typeof readOwn(value, 'collect') === 'function'
  ) {
    return pending('LazyDataFrame', 'nodejs-polars', {});
  }
  if (type === 'Groupby' && readArray(value, 'keyCol') !== undefined) {
    return pending(type, 'danfojs', { plan: `grouped by ${shortText(readArray(value, 'keyCol') ?? [])}` });
  }
  if (/^Default(StreamText|StreamObject)Result$/.test(type)) return pending(type, 'ai', { role: 'assistant' });
  return undefined;
};

/** A reader keeps what was read so far. */
function readerFacts(value: object): Summary {
  const rows = readNumber(value, 'currentRowCount_') ?? readNumber(value, 'currentRowCount');
  const progress = readOwn(value, 'done_') === true ? 'closed' : 'suspended';
  return { progress, ...(rows === undefined ? {} : { fields: { rows: ['number', rows.toLocaleString('en')] } }) };
}

function pending(type: string, lib: string, summary: Summary): Description {
  return { kind: 'lazy', type, lib, summary: { progress: 'pending', ...summary }, detail: 'summary', why: 'lazy' };
}
