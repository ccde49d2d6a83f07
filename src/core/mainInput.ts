/**
 * The artifact that a change is told against: what the value was made from, followed through the links of a chain and
 * through group-bys and lazy frames to the last data that stood before. Only like is compared with like: a list is no
 * table, and an argument is the same data only where it has the same columns.
 */
import { at, wordAt } from './columns.ts';
import { isTabular } from './kinds.ts';
import type { Ref, Run } from './model.ts';
import { kindOf, typeOf } from './name.ts';
import { summaryOf } from './summaries.ts';

const DEEPEST = 300;

interface Walk {
  run: Run;
  made: Ref;
  isInside: (ref: Ref) => boolean;
  seen: Set<number>;
}

/** Artifacts that `isInside` are walked through, so that a statement is compared with what went into it. */
export function mainInput(run: Run, made: Ref, isInside: (ref: Ref) => boolean = () => false): Ref | undefined {
  return follow({ run, made, isInside, seen: new Set() }, made, true, 0);
}

/** `sure` while every step of the way is the value's own: a version, a receiver, a left side. */
function follow(walk: Walk, from: Ref, sure: boolean, depth: number): Ref | undefined {
  if (depth > DEEPEST || walk.seen.has(from.id)) return undefined;
  walk.seen.add(from.id);
  for (const source of sourcesOf(walk.run, from)) {
    const found = consider(walk, source, sure && source.sure, depth);
    if (found !== undefined) return found;
  }
  return undefined;
}

function consider(walk: Walk, { ref }: Source, sure: boolean, depth: number): Ref | undefined {
  if (walk.isInside(ref) || passesOn(ref)) return follow(walk, ref, sure, depth + 1);
  if (!isLike(ref, walk.made) || isElement(walk.run, ref, walk.made)) return undefined;
  return sure || sharesColumns(ref, walk.made) ? ref : undefined;
}

/** A group-by, an iterator or a lazy frame has no rows of its own: what it stands for has. */
function passesOn(ref: Ref): boolean {
  const kind = kindOf(ref);
  return kind === 'lazy' || kind === 'other';
}

/** A list that was empty or is filled item by item may become a table; else only kinds that are equal are compared. */
function isLike(before: Ref, after: Ref): boolean {
  const [was, is] = [kindOf(before), kindOf(after)];
  if (is === 'record' && was === is) return isVersionOf(before, after);
  if (was === is) return isTabular(is);
  const isList = (kind: string): boolean => kind === 'table' || kind === 'collection';
  return isList(was) && isList(is) && isVersionOf(before, after);
}

/** A list that was taken out of a list of lists is no smaller list, nor is a row or a mean of a matrix a smaller matrix. */
function isElement(run: Run, before: Ref, after: Ref): boolean {
  const [was, is] = [summaryOf(before), summaryOf(after)];
  if (kindOf(after) === 'array') return was.shape?.length !== is.shape?.length;
  return kindOf(after) === 'collection' && was.itemType === typeOf(run, after) && !isVersionOf(before, after);
}

function isVersionOf(before: Ref, after: Ref): boolean {
  let id = after.id;
  for (let n = 0; n < 10_000 && id > 0; n++) {
    if (id === before.id) return before.log === after.log;
    id = at(after.log.artifacts.from, id);
  }
  return false;
}

/** At least half of the columns of the narrower one. */
function sharesColumns(before: Ref, after: Ref): boolean {
  const was = summaryOf(before).columns ?? [];
  const is = new Set((summaryOf(after).columns ?? []).map(({ name }) => name));
  const shared = was.filter(({ name }) => is.has(name)).length;
  return shared > 0 && shared * 2 >= Math.min(was.length, is.size);
}

interface Source {
  ref: Ref;
  sure: boolean;
}

const OWN = new Set(['receiver', 'left', 'operand']);
const NEVER = /^(?:key|condition|read|callee|file|part|returned)$/;

/** What an artifact may have been made from, the likeliest first. */
function sourcesOf(run: Run, { log, id }: Ref): Source[] {
  const from = at(log.artifacts.from, id);
  if (from > 0 && from !== id) return [{ ref: { log, id: from }, sure: true }];
  const step = at(log.artifacts.step, id);
  const awaits = run.sites[at(log.steps.site, step)]?.op === 'await';
  const start = at(log.steps.ins, step);
  const own: Source[] = [];
  const others: Source[] = [];
  for (let ref = start; ref < start + at(log.steps.inCount, step); ref++) {
    const source = { log, id: at(log.refs.artifact, ref) };
    const role = wordAt(run.words, at(log.refs.role, ref));
    if (source.id === id || NEVER.test(role)) continue;
    if (OWN.has(role) || awaits) own.push({ ref: source, sure: true });
    else others.push({ ref: source, sure: false });
  }
  return [...own, ...others.filter(({ ref }) => isTabular(kindOf(ref)) || passesOn(ref))];
}
