/** Dates, regular expressions, URLs and errors. */
import { types } from 'node:util';
import { maskText } from '../../../core/secrets.ts';
import { cellOf, cutText, shortText } from './cell.ts';
import { atMost, type Description, type Family } from './description.ts';
import { addValue, createHash, textOf } from './hash.ts';
import * as is from './intrinsics.ts';
import { readOwn, readString } from './own.ts';
import { typeName } from './typeName.ts';

export const describeBuiltIn: Family = (value, limits, chain) => {
  if (types.isDate(value)) return describeDate(value);
  if (types.isRegExp(value)) return describeValue('RegExp', is.regExpText(value));
  if (types.isNativeError(value)) return describeError(value, limits.previewText);
  if (chain[0] === 'URL') {
    const href = hrefOf(value);
    return href === undefined ? undefined : describeValue('URL', href, 'node');
  }
  if (types.isBoxedPrimitive(value))
    return { kind: 'scalar', type: typeName(value), lib: 'builtins', summary: {}, detail: 'type' };
  return undefined;
};

function describeDate(value: object): Description {
  const hash = createHash();
  addValue(hash, is.dateTime(value));
  return {
    kind: 'date',
    type: 'Date',
    lib: 'builtins',
    summary: { value: cellOf(value) },
    fp: textOf(hash),
    detail: 'full',
  };
}

/** The getter of the real class throws on anything else that is only called URL. */
function hrefOf(value: object): string | undefined {
  try {
    return is.urlHref(value);
  } catch {
    return undefined;
  }
}

function describeValue(type: string, text: string, lib = 'builtins'): Description {
  const hash = createHash();
  addValue(hash, text);
  return { kind: 'other', type, lib, summary: { value: cellOf(text) }, fp: textOf(hash), detail: 'full' };
}

/** `stack` is left alone: reading it may call the program's Error.prepareStackTrace. */
function describeError(value: object, room: number): Description {
  const message = maskText(readString(value, 'message') ?? '');
  const code = readOwn(value, 'code');
  const cause = readOwn(value, 'cause');
  const fields: Record<string, [string, string]> = { message: ['string', cutText(message, 200)] };
  if (code !== undefined) fields.code = [typeName(code), shortText(code)];
  if (cause !== undefined) fields.cause = [typeName(cause), shortText(cause)];
  const type = readString(value, 'name') ?? typeName(value);
  return {
    kind: 'other',
    type,
    summary: { fields },
    detail: 'full',
    preview: { form: 'text', text: cutText(message, atMost(message.length, room)), total: message.length },
  };
}
