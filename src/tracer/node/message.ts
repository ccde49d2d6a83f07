/**
 * V8 names the expression that failed by printing its code ("a.b(...).c is not a function"). Where a probe stands in that code, its
 * print is put back to what V8 prints for the code as written.
 */
import type { ModuleText } from './moduleText.ts';

const { getOwnPropertyDescriptor, defineProperty } = Object;
const probe = /\$\$i_*p\.\w+\(\.\.\.\)/;

export function mentionsProbe(error: object): boolean {
  const message = getOwnPropertyDescriptor(error, 'message')?.value;
  return typeof message === 'string' && probe.test(message);
}

export function repairMessage(error: object, module: ModuleText, offset: number): void {
  const descriptor = getOwnPropertyDescriptor(error, 'message');
  if (!descriptor) return;
  const message = String(descriptor.value);
  const called = /is not a (function|constructor)$/.test(message);
  const written = called ? receiverBefore(module.plain, offset) : module.expressionAt(offset);
  const repaired = message.replace(probe, written === undefined ? '(intermediate value)' : printAsV8(written));
  defineProperty(error, 'message', { ...descriptor, value: repaired });
}

/** The text of the object whose property is called, where the call's position is that of the property's name. */
function receiverBefore(text: string, offset: number): string | undefined {
  let end = offset;
  while (end > 0 && /[\s.?[]/.test(text[end - 1] ?? '')) end--;
  const start = startOfLink(text, end);
  return start < end ? text.slice(start, end) : undefined;
}

/** Goes back over names, dots and balanced brackets. */
function startOfLink(text: string, end: number): number {
  let at = end;
  let depth = 0;
  while (at > 0) {
    const char = text[at - 1] ?? '';
    if (')]}'.includes(char)) depth++;
    else if ('([{'.includes(char)) {
      if (depth === 0) break;
      depth--;
    } else if (depth === 0 && !/[\w$.?#]/.test(char)) {
      if (!/\s/.test(char) || !/^\s*[.([]/.test(text.slice(at - 1, end))) break;
    }
    at--;
  }
  while (at < end && /\s/.test(text[at] ?? '')) at++;
  return at;
}

/** Calls are printed without their arguments, chains without newlines; what is not a plain chain is an intermediate value. */
export function printAsV8(code: string): string {
  let out = '';
  let rest = code.trim();
  if (rest.startsWith('(') && matching(rest, 0) === rest.length - 1) rest = rest.slice(1, -1).trim();
  const head = /^(?:[\w$]+|this|super|'[^']*'|"[^"]*"|\d+)/.exec(rest);
  if (!head || /^(new|await|yield|typeof|async|function|class)\b/.test(rest)) return '(intermediate value)';
  out += head[0].replace(/^'(.*)'$/, '"$1"');
  rest = rest.slice(head[0].length);
  while (rest !== '') {
    const link = /^\s*(\?\.|\.)\s*([\w$#]+)/.exec(rest);
    if (link) {
      out += `${link[1]}${link[2]}`;
      rest = rest.slice(link[0].length);
      continue;
    }
    rest = rest.replace(/^\s*(\?\.)?/, '');
    const close = matching(rest, 0);
    if (close < 0) return '(intermediate value)';
    if (rest[0] === '(') out += '(...)';
    else {
      const key = rest.slice(1, close).trim();
      const name = /^(['"])([A-Za-z_$][\w$]*)\1$/.exec(key);
      out += name ? `.${name[2]}` : /^[\w$.]+$/.test(key) ? `[${key}]` : `[${printAsV8(key)}]`;
    }
    rest = rest.slice(close + 1).trimStart();
  }
  return out;
}

function matching(text: string, from: number): number {
  if (!'([{'.includes(text[from] ?? ' ')) return -1;
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if ('([{'.includes(text[at] ?? ' ')) depth++;
    else if (')]}'.includes(text[at] ?? ' ') && --depth === 0) return at;
  }
  return -1;
}
