/**
 * The language model. Offline: the AI SDK's mock, which answers by a rule from the passages in its prompt, as a careful
 * assistant would: cite the first passage that shares enough words with the question, else hand over to a person.
 */
import { MockLanguageModelV4 } from 'ai/test';
import { wordsOf } from './retrieve.ts';

const ENOUGH = 0.3;

function answer(prompt: string): string {
  const question = /<question>(.*?)<\/question>/s.exec(prompt)?.[1] ?? '';
  const asked = new Set(wordsOf(question));
  for (const [, source = '', text = ''] of prompt.matchAll(/<passage id="(.*?)">(.*?)<\/passage>/gs)) {
    const shared = [...asked].filter((word) => text.toLowerCase().includes(word));
    if (shared.length >= asked.size * ENOUGH) {
      const reply = /[^.]*\.\s+(.*?[.!?])(?:\s|$)/s.exec(text)?.[1] ?? text.slice(0, 200);
      return JSON.stringify({
        source,
        answer: reply.replace(/\s+/g, ' ').trim(),
        confidence: shared.length / asked.size,
      });
    }
  }
  return JSON.stringify({ source: null, answer: 'A colleague will get back to you.', confidence: 0 });
}

const countTokens = (text: string): number => Math.ceil(text.length / 4);

export const model = new MockLanguageModelV4({
  provider: 'offline',
  modelId: 'support-rules-1',
  doGenerate: async ({ prompt }) => {
    const asked = prompt.flatMap(({ content }) =>
      typeof content === 'string' ? [content] : content.map((part) => (part.type === 'text' ? part.text : '')),
    );
    const text = answer(asked.join('\n'));
    const input = countTokens(asked.join('\n'));
    const output = countTokens(text);
    return {
      content: [{ type: 'text', text }],
      finishReason: { unified: 'stop', raw: 'stop' },
      usage: {
        inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: 0 },
        outputTokens: { total: output, text: output, reasoning: 0 },
      },
      warnings: [],
    };
  },
});
