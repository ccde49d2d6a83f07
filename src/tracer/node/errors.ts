/** One id for one exception, on each step that it passes through. */
import { types } from 'node:util';
import type { ErrorRef } from '../../protocol/runLog.ts';
import { isPrimitive, maskText } from './describe/index.ts';
import { typeName } from './describe/typeName.ts';

const { getOwnPropertyDescriptor } = Object;

export function createErrors(): { refOf(thrown: unknown): ErrorRef } {
  const ids = new WeakMap<object, number>();
  let count = 0;
  let lastPrimitive: unknown;
  let lastId = 0;
  return {
    refOf(thrown) {
      let id: number;
      if (isPrimitive(thrown)) {
        if (lastId === 0 || lastPrimitive !== thrown) lastId = ++count;
        lastPrimitive = thrown;
        id = lastId;
      } else {
        id = ids.get(thrown as object) ?? ++count;
        ids.set(thrown as object, id);
      }
      return { id, ...nameOf(thrown) };
    },
  };
}

/** Read from own data properties only: a getter of the program is not run. */
function nameOf(thrown: unknown): { type: string; message: string } {
  try {
    if (isPrimitive(thrown)) return { type: typeof thrown, message: maskText(String(thrown)).slice(0, 2000) };
    if (types.isProxy(thrown)) return { type: 'Proxy', message: '' };
    const message = getOwnPropertyDescriptor(thrown, 'message')?.value;
    return { type: typeName(thrown), message: typeof message === 'string' ? maskText(message).slice(0, 2000) : '' };
  } catch {
    return { type: 'Error', message: '' };
  }
}
