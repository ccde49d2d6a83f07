/**
 * V8 names the expression that failed by printing its code ("a.b(...).c is not a function"). Where a probe stands in that code, its
 * print is put back to what V8 prints for the code as written.
 */
import type { ModuleText } from './moduleText.ts';

const { getOwnPropertyDescriptor, defineProperty } = Object;
const probe = /\$\$i_*p\.\w+(\(\.\.\.\))?/;
const asserted = 'evaluated to a falsy value:\n\n  ';
const returned = ' is not a function or its return value is not ';

/** Words before a parenthesis that call nothing. */
const keyword = /^(?:await|yield|typeof|void|delete|return|throw|case|in|of|instanceof|else|do)\b\s*/;

export function mentionsProbe(error: object): boolean {
  const message = getOwnPropertyDescriptor(error, 'message')?.value;
  return typeof message === 'string' && probe.test(message);
}

/** Answers where V8 would have placed the error in the code as written. */
export function repairMessage(error: object, module: ModuleText, offset: number): number {
  const descriptor = getOwnPropertyDescriptor(error, 'message');
  if (!descriptor) return offset;
  const message = String(descriptor.value);
  const called = /is not a (function|constructor)$/.test(message);
  const written = called
    ? receiverBefore(module.plain, offset)
    : module.chainAt(offset, message.startsWith('Cannot destructure'));
  const printed = written === undefined ? '(intermediate value)' : printAsV8(written);
  let repaired = message.replace(probe, printed);
  const [, tail = ''] = /^\$\$i_*p\.\w+\(\.\.\.\)(.+) is not a/.exec(message) ?? [];
  if (called && tail !== '' && printed.endsWith(tail))
    repaired = message.replace(probe, printed.slice(0, -tail.length));
  const asserts = message.includes(asserted) ? module.chainAt(offset, false) : undefined;
  if (asserts !== undefined) repaired = `${message.slice(0, message.indexOf(asserted))}${asserted}${asserts}\n`;
  // V8 says so of every call; a read that stands in a probe is none
  if (message.includes(returned))
    repaired = printed.endsWith('(...)')
      ? repaired.replace(printed, printed.slice(0, -5))
      : repaired.replace(returned, ' is not ');
  defineProperty(error, 'message', { ...descriptor, value: repaired });
  if (called || written === undefined || !message.includes(' is not ')) return offset;
  const start = module.plain.indexOf(written, offset);
  return start < 0 ? offset : start + lastLink(written);
}

/** V8 places a read or a call at its last name, behind a call at the dot before it. */
function lastLink(chain: string): number {
  const name = /^[\s\S]*(\.\s*)[\w$#]+(?:\([\s\S]*\))?$/.exec(chain);
  return name ? placeOfName(chain, chain.lastIndexOf('.', chain.length - 1)) : 0;
}

/** Behind a call or `?.` of the same chain V8 places a read at its dot, else at its name. */
export function placeOfName(text: string, dot: number): number {
  let end = dot;
  while (end > 0 && /\s/.test(text[end - 1] ?? '')) end--;
  const start = startOfLink(text, end);
  const isNew = /\bnew\s+$/.test(text.slice(Math.max(0, start - 8), start));
  return isBehindCall(text.slice(start, end).replace(keyword, ''), isNew)
    ? dot
    : dot + 1 + (/^\s*/.exec(text.slice(dot + 1))?.[0].length ?? 0);
}

/** `isNew`: the first call is that of `new`, which is none. What stands in parentheses is a chain of its own. */
function isBehindCall(chain: string, isNew: boolean): boolean {
  let calls = isNew ? -1 : 0;
  for (let at = chain.startsWith('(') ? matching(chain, 0) + 1 : 0; at < chain.length; at++) {
    if (chain.startsWith('?.', at)) return true;
    const close = matching(chain, at);
    if (close < 0) continue;
    if (chain[at] === '(') calls++;
    at = close;
  }
  return calls > 0;
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
      const name = /^(['"])((?:(?!\1)[^\\])*)\1$/.exec(key);
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
