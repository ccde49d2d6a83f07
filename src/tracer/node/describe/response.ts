/** Completions that came back from a language model, by shape: OpenAI, Anthropic, Gemini and the AI SDK, read from own fields only. */
import type { Summary } from '../../../protocol/artifact.ts';
import type { CaptureLimits } from '../../../protocol/runLog.ts';
import { shortText } from './cell.ts';
import type { Description, Family } from './description.ts';
import { addValue, createHash, textOf } from './hash.ts';
import { contentText, type Message, previewMessages, readMessage } from './messages.ts';
import { isRealArray, readArray, readNumber, readOwn, readString } from './own.ts';

export interface Answer {
  messages: Message[];
  model: string | undefined;
  finish: string | undefined;
  usage: unknown;
  lib?: string;
}

export const describeResponse: Family = (value, limits, chain) => {
  const answer =
    readChatCompletion(value) ??
    readAnthropic(value) ??
    readResponsesApi(value) ??
    readAiSdk(value) ??
    readAiSdkObject(value) ??
    readGemini(value);
  return answer === undefined ? undefined : describeAnswer(answer, limits, chain);
};

export function describeAnswer(answer: Answer, limits: CaptureLimits, chain: string[]): Description {
  const summary: Summary = { role: answer.messages[0]?.role ?? 'assistant' };
  if (answer.model !== undefined) summary.model = answer.model;
  if (answer.finish !== undefined) summary.finish = answer.finish;
  const tokens = tokensOf(answer.usage);
  if (tokens !== undefined) summary.tokens = tokens;
  const hash = createHash();
  for (const message of answer.messages) {
    addValue(hash, message.role);
    addValue(hash, message.text);
  }
  return {
    kind: 'response',
    type: chain[0] ?? 'Object',
    ...(answer.lib === undefined ? {} : { lib: answer.lib }),
    summary,
    fp: textOf(hash),
    detail: 'full',
    preview: previewMessages(answer.messages, answer.messages.length, limits),
  };
}

function readChatCompletion(value: object): Answer | undefined {
  const choices = readArray(value, 'choices');
  if (choices === undefined || choices.length === 0 || choices.length > 1000) return undefined;
  const messages: Message[] = [];
  for (const choice of choices) {
    const message = readOwn(choice, 'message');
    const text = readString(choice, 'text');
    if (message !== undefined && message !== null) messages.push(readMessage(message));
    else if (text !== undefined) messages.push({ role: 'assistant', text });
    else return undefined;
  }
  return {
    messages,
    model: readString(value, 'model'),
    finish: readString(choices[0], 'finish_reason'),
    usage: readOwn(value, 'usage'),
  };
}

function readAnthropic(value: object): Answer | undefined {
  const content = readArray(value, 'content');
  if (content === undefined || readString(value, 'type') !== 'message' || readString(value, 'role') !== 'assistant')
    return undefined;
  return {
    messages: [readMessage(value)],
    model: readString(value, 'model'),
    finish: readString(value, 'stop_reason'),
    usage: readOwn(value, 'usage'),
  };
}

function readResponsesApi(value: object): Answer | undefined {
  const output = readArray(value, 'output');
  if (output === undefined || readString(value, 'object') !== 'response') return undefined;
  const spoken = output.filter((item) => readString(item, 'type') === 'message').map(readMessage);
  return {
    messages: spoken,
    model: readString(value, 'model'),
    finish: readString(value, 'status'),
    usage: readOwn(value, 'usage'),
  };
}

/** generateText's result (an object of steps), one of its steps, or a provider's own answer: content with a finish reason. */
function readAiSdk(value: object): Answer | undefined {
  const steps = readArray(value, 'steps');
  const last = steps === undefined ? value : steps[steps.length - 1];
  const content = readArray(last, 'content');
  const finish = readOwn(last, 'finishReason');
  if (content === undefined || finish === undefined) return undefined;
  const response = readOwn(last, 'response');
  return {
    messages: [{ role: 'assistant', text: contentText(content) }],
    model: readString(response, 'modelId') ?? readString(readOwn(last, 'model'), 'modelId'),
    finish: typeof finish === 'string' ? finish : readString(finish, 'unified'),
    usage: readOwn(value, 'totalUsage') ?? readOwn(last, 'usage'),
    lib: 'ai',
  };
}

/** generateObject's result: the object as the answer's text. */
function readAiSdkObject(value: object): Answer | undefined {
  const object = readOwn(value, 'object');
  const finish = readString(value, 'finishReason');
  if (object === undefined || finish === undefined || readOwn(value, 'usage') === undefined) return undefined;
  return {
    messages: [{ role: 'assistant', text: shortText(object, 4000) }],
    model: readString(readOwn(value, 'response'), 'modelId'),
    finish,
    usage: readOwn(value, 'usage'),
    lib: 'ai',
  };
}

function readGemini(value: object): Answer | undefined {
  const candidates = readArray(value, 'candidates');
  const first = candidates?.[0];
  const parts = readOwn(readOwn(first, 'content'), 'parts');
  if (candidates === undefined || !isRealArray(parts)) return undefined;
  return {
    messages: candidates.map((candidate) => readMessage(readOwn(candidate, 'content'))),
    model: readString(value, 'modelVersion'),
    finish: readString(first, 'finishReason'),
    usage: readOwn(value, 'usageMetadata'),
  };
}

const COUNTS: Record<'input' | 'output' | 'total', string[]> = {
  input: ['prompt_tokens', 'input_tokens', 'inputTokens', 'promptTokenCount'],
  output: ['completion_tokens', 'output_tokens', 'outputTokens', 'candidatesTokenCount'],
  total: ['total_tokens', 'totalTokens', 'totalTokenCount'],
};

function tokensOf(usage: unknown): Summary['tokens'] | undefined {
  const input = countOf(usage, COUNTS.input);
  const output = countOf(usage, COUNTS.output);
  const total =
    countOf(usage, COUNTS.total) ?? (input !== undefined && output !== undefined ? input + output : undefined);
  const tokens = {
    ...(input === undefined ? {} : { input }),
    ...(output === undefined ? {} : { output }),
    ...(total === undefined ? {} : { total }),
  };
  return Object.keys(tokens).length === 0 ? undefined : tokens;
}

/** A count under any of its names: a number, or the AI SDK's { total, ... }. */
function countOf(usage: unknown, names: string[]): number | undefined {
  for (const name of names) {
    const found = readNumber(usage, name) ?? readNumber(readOwn(usage, name), 'total');
    if (found !== undefined) return found;
  }
  return undefined;
}
