/** LangChain.js: messages, prompts, documents, chains and models, from their own fields. Nothing is invoked or streamed. */

import { isSecretName, maskText } from '../../../core/secrets.ts';
import type { CaptureLimits } from '../../../protocol/runLog.ts';
import { shortText } from './cell.ts';
import { atMost, type Description, type Family } from './description.ts';
import { addValue, createHash, textOf } from './hash.ts';
import { chainMessage, isChainMessage, type Message, previewMessages } from './messages.ts';
import { isObject, isRealArray, ownKeys, readArray, readField, readOwn, readString } from './own.ts';
import { describeAnswer } from './response.ts';
import { typeName } from './typeName.ts';

const LIB = '@langchain/core';
const MOST_PARTS = 50;
/** What every object of LangChain carries about itself. */
const OWN_AFFAIRS = new Set([
  'lc_serializable',
  'lc_kwargs',
  'lc_namespace',
  'lc_runnable',
  'caller',
  'callbacks',
  'cache',
]);

export const describeLangChain: Family = (value, limits, chain) => {
  if (!isRealArray(readOwn(value, 'lc_namespace'))) return describeDocument(value, limits, chain);
  if (isChainMessage(value)) return describeMessage(value, limits, chain);
  if (chain.includes('BasePromptValue')) return describeMessages(value, limits, chain);
  if (chain.includes('BasePromptTemplate')) return describeTemplate(value, limits, chain);
  if (chain.includes('RunnableSequence')) return describeParts(stepsOf(value), chain);
  if (chain.includes('RunnableMap')) return describeParts(branchesOf(value), chain);
  if (chain.includes('BaseLanguageModel') || chain.includes('Runnable')) return describeRunnable(value, chain);
  return undefined;
};

function describeMessage(value: object, limits: CaptureLimits, chain: string[]): Description {
  const message = chainMessage(value);
  if (message.role !== 'assistant') return conversation([message], limits, chain);
  const about = readOwn(value, 'response_metadata');
  const answer = {
    messages: [message],
    model: readString(about, 'model_name') ?? readString(about, 'model'),
    finish: readString(about, 'finish_reason') ?? readString(about, 'stop_reason'),
    usage: readOwn(value, 'usage_metadata'),
    lib: LIB,
  };
  return describeAnswer(answer, limits, chain);
}

function describeMessages(value: object, limits: CaptureLimits, chain: string[]): Description {
  const text = readString(value, 'value');
  const given = readArray(value, 'messages') ?? [];
  const messages = given.filter(isChainMessage).map(chainMessage);
  return conversation(text === undefined ? messages : [{ role: 'user', text }], limits, chain);
}

function conversation(messages: Message[], limits: CaptureLimits, chain: string[]): Description {
  const hash = createHash();
  for (const { role, text } of messages) addValue(hash, `${role}: ${text}`);
  return {
    kind: 'message',
    type: chain[0] ?? 'BaseMessage',
    lib: LIB,
    summary: { shape: [messages.length], role: [...new Set(messages.map(({ role }) => role))].join(', ') },
    fp: textOf(hash),
    detail: 'full',
    preview: previewMessages(messages, messages.length, limits),
  };
}

function describeTemplate(value: object, limits: CaptureLimits, chain: string[]): Description {
  const parts = readArray(value, 'promptMessages') ?? [value];
  const text = parts.slice(0, MOST_PARTS).map(templateText).join('\n');
  const names = (readArray(value, 'inputVariables') ?? []).filter((name) => typeof name === 'string');
  return textual(text, { input_variables: ['Array', names.join(', ')] }, limits, chain[0] ?? 'PromptTemplate');
}

function templateText(part: unknown): string {
  if (isChainMessage(part)) return `${chainMessage(part).role}: ${chainMessage(part).text}`;
  const template = readString(readOwn(part, 'prompt'), 'template') ?? readString(part, 'template');
  const role = typeName(part)
    .replace(/MessagePromptTemplate$/, '')
    .toLowerCase();
  if (template === undefined) return `[${typeName(part)}]`;
  return readOwn(part, 'prompt') === undefined ? template : `${role}: ${template}`;
}

function describeDocument(value: object, limits: CaptureLimits, chain: string[]): Description | undefined {
  const text = readString(value, 'pageContent');
  const about = readOwn(value, 'metadata');
  if (chain[0] !== 'Document' || text === undefined || !isObject(about)) return undefined;
  return textual(text, { metadata: ['Object', shortText(about)] }, limits, 'Document');
}

function textual(
  text: string,
  fields: Record<string, [string, string]>,
  limits: CaptureLimits,
  type: string,
): Description {
  const hash = createHash();
  addValue(hash, text);
  addValue(hash, JSON.stringify(fields));
  return {
    kind: 'text',
    type,
    lib: LIB,
    summary: { shape: [text.length], fields },
    fp: textOf(hash),
    detail: 'full',
    preview: {
      form: 'text',
      text: maskText(text).slice(0, atMost(text.length, limits.previewText)),
      total: text.length,
    },
  };
}

function stepsOf(value: object): [string, unknown][] {
  const steps = [readOwn(value, 'first'), ...(readArray(value, 'middle') ?? []), readOwn(value, 'last')];
  return steps.filter(isObject).map((step) => [nameOf(step), step]);
}

function branchesOf(value: object): [string, unknown][] {
  const steps = readOwn(value, 'steps');
  return isObject(steps) ? ownKeys(steps).map((key): [string, unknown] => [key, readField(steps, key)]) : [];
}

function nameOf(step: object): string {
  const model = readString(step, 'model') ?? readString(step, 'modelName') ?? readString(step, 'name');
  return maskText(model ?? typeName(step));
}

function describeParts(parts: [string, unknown][], chain: string[]): Description {
  return {
    kind: 'model',
    type: chain[0] ?? 'Runnable',
    lib: LIB,
    summary: { parts: parts.slice(0, MOST_PARTS).map(([name, step]) => [name, typeName(step)]) },
    detail: 'full',
  };
}

/** Settings of a model or another runnable; keys are hidden by their names. */
function describeRunnable(value: object, chain: string[]): Description {
  const parameters: Record<string, string> = {};
  for (const key of ownKeys(value)) {
    const held = readField(value, key);
    if (OWN_AFFAIRS.has(key) || key.startsWith('_') || held === undefined) continue;
    parameters[key] = isSecretName(key) && typeof held !== 'boolean' ? '•••' : shortText(held, 80, key);
  }
  const model = readString(value, 'model') ?? readString(value, 'modelName');
  const bound = readOwn(value, 'bound');
  return {
    kind: 'model',
    type: chain[0] ?? 'Runnable',
    lib: LIB,
    summary: {
      parameters,
      ...(model === undefined ? {} : { model }),
      ...(isObject(bound) ? { parts: [[nameOf(bound), typeName(bound)]] } : {}),
    },
    detail: 'full',
  };
}
