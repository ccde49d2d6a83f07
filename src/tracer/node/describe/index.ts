/**
 * Describes any JavaScript value in bounded time without running anything of the program: no getter, Proxy trap, iterator,
 * toString, toJSON or `then`. Families are tried from the most telling to the most general; none loads a library.
 */
import { types } from 'node:util';
import type { CaptureLimits } from '../../../protocol/runLog.ts';
import { describeArquero } from './arquero.ts';
import { describeArrowTable, describeArrowVector } from './arrow.ts';
import { describeBinary } from './binary.ts';
import { describeBins, holdsBins } from './bins.ts';
import { describeBuiltIn } from './builtin.ts';
import { describeArray, describeSet } from './collection.ts';
import { describeDanfo } from './danfo.ts';
import { isPrimitive } from './data.ts';
import type { Description, Family } from './description.ts';
import { hasOwn, isProxy, objectPrototype, prototypeOf } from './intrinsics.ts';
import { describeLangChain } from './langchain.ts';
import { describeLazy } from './lazy.ts';
import { describeMessages } from './messages.ts';
import { isRealArray, ownKeys } from './own.ts';
import { describePending } from './pending.ts';
import { describePrimitive } from './primitive.ts';
import { describeMap, describeObject } from './record.ts';
import { describeRecords, holdsRecords } from './records.ts';
import { describeResponse } from './response.ts';
import { describeTensorFlow } from './tensorflow.ts';
import { classChain, typeName } from './typeName.ts';

export { isSecretName, maskText } from '../../../core/secrets.ts';
export { numberCell } from './cell.ts';
export { isData, isPrimitive } from './data.ts';
export type { Description } from './description.ts';
export { fingerprint, isSeenInPart } from './fingerprint.ts';
export { hashOf } from './hash.ts';

export function describe(value: unknown, limits: CaptureLimits): Description {
  try {
    const made = isPrimitive(value) ? describePrimitive(value, limits) : describeIdentity(value as object, limits);
    return limits.values === false ? withoutValues(made) : made;
  } catch (error) {
    // Out of stack or memory, or a value stranger than any known: the program goes on, the artifact says so.
    const why = error instanceof RangeError ? 'failed: too deep' : 'failed';
    return { kind: 'other', type: safeType(value), summary: {}, detail: 'type', why };
  }
}

/** Kind, type, shape, columns with their types and nulls: nothing that a cell held. */
function withoutValues({ kind, type, lib, summary }: Description): Description {
  const { shape, dtype, bytes, nulls, itemType, role, tokens } = summary;
  const columns = summary.columns?.map(({ name, type, nulls }) => ({
    name,
    type,
    ...(nulls === undefined ? {} : { nulls }),
  }));
  const kept = Object.entries({ shape, dtype, bytes, nulls, itemType, role, tokens, columns });
  return {
    kind,
    type,
    ...(lib === undefined ? {} : { lib }),
    summary: Object.fromEntries(kept.filter(([, fact]) => fact !== undefined)),
    detail: 'summary',
    why: 'values off',
  };
}

const MOST_KEYS = 200;
const FAMILIES: Family[] = [
  describeBinary,
  describeBuiltIn,
  describeArquero,
  describeDanfo,
  describeArrowVector,
  describeArrowTable,
  describeTensorFlow,
  describeLangChain,
  describePending,
  describeResponse,
  describeMessages,
  describeLazy,
];

/** Fields by which the families know a plain object; one without them is a record. */
const TELLING = new Set(
  '_names $columns schema lc_namespace _ldf choices content output steps object candidates role next then'.split(' '),
);

function isRecord(value: object): boolean {
  if (prototypeOf(value) !== objectPrototype || hasOwn(value, Symbol.asyncIterator)) return false;
  const keys = ownKeys(value);
  for (let index = 0; index < keys.length && index < MOST_KEYS; index++)
    if (TELLING.has(keys[index] ?? '')) return false;
  return keys.length <= MOST_KEYS;
}

function describeIdentity(value: object, limits: CaptureLimits): Description {
  if (isProxy(value)) return { kind: 'other', type: 'Proxy', summary: {}, detail: 'type', why: 'proxy' };
  if (typeof value === 'function') return { kind: 'function', type: typeName(value), summary: {}, detail: 'type' };
  const chain = classChain(value);
  if (isRealArray(value)) {
    const type = chain[0] ?? 'Array';
    const messages = describeMessages(value, limits, chain);
    if (messages !== undefined) return messages;
    if (holdsBins(value)) return describeBins(value, limits);
    return holdsRecords(value) ? describeRecords(value, limits, type) : describeArray(value, limits, type);
  }
  if (types.isMap(value)) return describeMap(value, limits, chain[0] ?? 'Map');
  if (types.isSet(value)) return describeSet(value, limits, chain[0] ?? 'Set');
  if (isRecord(value)) return describeObject(value, limits, 'Object');
  for (const family of FAMILIES) {
    const description = family(value, limits, chain);
    if (description !== undefined) return description;
  }
  return describeObject(value, limits, chain[0] ?? 'Object');
}

function safeType(value: unknown): string {
  try {
    return typeName(value);
  } catch {
    return typeof value;
  }
}
