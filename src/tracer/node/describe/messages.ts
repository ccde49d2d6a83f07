/** Messages to and from language models, alone or as a conversation: OpenAI's, Anthropic's and the AI SDK's shapes. */

import { maskText } from '../../../core/secrets.ts';
import type { Preview, Summary } from '../../../protocol/artifact.ts';
import type { CaptureLimits } from '../../../protocol/runLog.ts';
import { lookAt } from './budget.ts';
import { cutText } from './cell.ts';
import { atMost, type Description, type Family } from './description.ts';
import { addValue, createHash, textOf } from './hash.ts';
import { copyItems, isOrdinaryArray, isPlain, isRealArray, itemAt, readOwn, readString } from './own.ts';
import { classChain } from './typeName.ts';

const ROLES = new Set(['system', 'developer', 'user', 'assistant', 'tool', 'function', 'model', 'human', 'ai']);
const MOST_HASHED = 500;

export interface Message {
  role: string;
  text: string;
}

export const describeMessages: Family = (value, limits, chain): Description | undefined => {
  if (isRealArray(value)) {
    const ordinary = isOrdinaryArray(value);
    if (value.length === 0) return undefined;
    if (!lookAt(value.length, 16).every((index) => isMessage(itemAt(value, index, ordinary)))) return undefined;
    return describeConversation(
      value.length,
      (index) => itemAt(value, index, ordinary),
      chain[0] ?? 'Array',
      limits,
      value,
    );
  }
  return isMessage(value) ? describeConversation(1, () => value, chain[0] ?? 'Object', limits, value) : undefined;
};

const CHAIN_ROLES: Record<string, string> = { human: 'user', ai: 'assistant' };

/** A message of LangChain.js, by what its objects say of themselves. */
export function isChainMessage(value: unknown): value is object {
  if (!isRealArray(readOwn(value, 'lc_namespace')) || typeof value !== 'object' || value === null) return false;
  return classChain(value).includes('BaseMessage');
}

export function chainMessage(value: object): Message {
  const type =
    readString(value, 'type') ?? CLASS_TYPES.exec(classChain(value)[0] ?? '')?.[1]?.toLowerCase() ?? 'message';
  const calls = readOwn(value, 'tool_calls');
  const called = isRealArray(calls)
    ? copyItems(calls).map((call) => `[tool call ${readString(call, 'name') ?? ''}]`)
    : [];
  const role =
    type === 'generic' || type === 'chat' ? (readString(value, 'role') ?? type) : (CHAIN_ROLES[type] ?? type);
  return { role, text: [contentText(readOwn(value, 'content')), ...called].filter((part) => part !== '').join('\n') };
}

/** Versions before the first keep the kind of a message in its class alone. */
const CLASS_TYPES = /^(Human|AI|System|Tool|Function)Message(?:Chunk)?$/;

/** A record with a known role and content: text, or parts of known form. */
export function isMessage(value: unknown): value is object {
  if (isChainMessage(value)) return true;
  if (!isPlain(value)) return false;
  const role = readString(value, 'role');
  if (role === undefined || !ROLES.has(role)) return false;
  const content = readOwn(value, 'content') ?? readOwn(value, 'parts');
  if (typeof content === 'string') return true;
  if (content === null || content === undefined) return isRealArray(readOwn(value, 'tool_calls'));
  return isRealArray(content) && content.length > 0 && copyItems(content).every(isPart);
}

function isPart(part: unknown): boolean {
  return typeof part === 'string' || readString(part, 'type') !== undefined || readString(part, 'text') !== undefined;
}

/** What a message or a response's content says: the text of its parts; other parts by their type. */
export function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!isRealArray(content)) return '';
  const texts: string[] = [];
  for (const part of copyItems(content)) {
    if (typeof part === 'string') texts.push(part);
    else {
      const text = readString(part, 'text') ?? readString(part, 'thinking') ?? readString(part, 'refusal');
      texts.push(text ?? partLabel(part));
    }
  }
  return texts.join('\n');
}

function partLabel(part: unknown): string {
  const type = readString(part, 'type') ?? 'part';
  const name = readString(part, 'toolName') ?? readString(part, 'name');
  return name === undefined ? `[${type}]` : `[${type} ${name}]`;
}

export function readMessage(value: unknown): Message {
  if (isChainMessage(value)) return chainMessage(value);
  const text = contentText(readOwn(value, 'content') ?? readOwn(value, 'parts'));
  const calls = readOwn(value, 'tool_calls');
  const called = isRealArray(calls)
    ? copyItems(calls).map((call) => `[tool call ${readString(readOwn(call, 'function'), 'name') ?? ''}]`)
    : [];
  return { role: readString(value, 'role') ?? '', text: [text, ...called].filter((part) => part !== '').join('\n') };
}

export function previewMessages(messages: Message[], total: number, limits: CaptureLimits): Preview {
  return {
    form: 'messages',
    messages: messages.slice(0, atMost(messages.length, limits.previewItems)).map(({ role, text }) => ({
      role,
      text: cutText(maskText(text), atMost(text.length, limits.previewText)),
      total: text.length,
    })),
    total,
  };
}

function describeConversation(
  length: number,
  at: (index: number) => unknown,
  type: string,
  limits: CaptureLimits,
  value: object,
): Description {
  const hash = createHash();
  const messages: Message[] = [];
  for (let index = 0; index < length && index < MOST_HASHED; index++) {
    const message = readMessage(at(index));
    messages.push(message);
    addValue(hash, message.role);
    addValue(hash, message.text);
  }
  const whole = messages.length === length;
  const summary: Summary = isRealArray(value) ? { shape: [length] } : {};
  const only = length === 1 ? messages[0] : undefined;
  if (only !== undefined) summary.role = only.role;
  return {
    kind: 'message',
    type,
    lib: 'builtins',
    summary,
    fp: textOf(hash, !whole),
    detail: whole ? 'full' : 'sample',
    ...(whole ? {} : { why: 'size' }),
    preview: previewMessages(messages, length, limits),
  };
}
