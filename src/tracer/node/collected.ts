/**
 * What callbacks gave back goes into what the call made that ran them (`rows.map(f)`), or into what its promises settle to
 * (`await Promise.all(rows.map(async …))`).
 */
import type { InputRef } from '../../protocol/runLog.ts';
import type { Entry, Later, Token } from './model.ts';
import { createUnderway, isPromising } from './underway.ts';

const MOST = 1000;

export interface Collected {
  /** A function that ran for the call has given this back. */
  add(call: Token, entry: Entry): void;
  /** The call has ended, with this value: what more comes is of its promises. */
  end(call: Token, given: unknown[], value: unknown): void;
  /** What went into the artifact that the call made, unless it is what its own function gave back. */
  into(call: Token, made: Entry | undefined, step: number, read: InputRef[]): InputRef[];
  /** The same of what an `await` made. */
  until(awaited: unknown, made: Entry | undefined, step: number): InputRef[];
}

export function createCollected(): Collected {
  const underway = createUnderway<Later>();
  return {
    add(call, entry) {
      if (call.ended) {
        if (call.later && call.later.entries.length < MOST) call.later.entries.push(entry);
        return;
      }
      call.collected ??= new Map();
      if (call.collected.size < MOST) call.collected.set(entry.id, entry);
    },
    end(call, given, value) {
      call.ended = true;
      if (!isPromising(value)) return;
      call.later = { entries: [] };
      underway.passOn([...given, ...(call.promised ?? [])], value);
      underway.begin(value, call.later);
    },
    into: (call, made, step, read) => refsOf(call.collected?.values() ?? [], made, step, read),
    until(awaited, made, step) {
      const entries = underway.of(awaited).flatMap((later) => later.entries);
      return refsOf(entries, made, step, []);
    },
  };
}

function refsOf(entries: Iterable<Entry>, made: Entry | undefined, step: number, read: InputRef[]): InputRef[] {
  if (made?.step !== step) return [];
  const known = new Set([made.id, ...read.map(([id]) => id)]);
  return [...entries].filter(({ id }) => !known.has(id)).map(({ id }): InputRef => [id, 'returned']);
}
