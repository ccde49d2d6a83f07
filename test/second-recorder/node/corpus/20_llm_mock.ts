import { generateText, streamText } from 'ai';
import { MockLanguageModelV4, simulateReadableStream } from 'ai/test';

const usage = {
  inputTokens: { total: 10, noCache: 10, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 5, text: 5, reasoning: 0 },
};
const model = new MockLanguageModelV4({
  doGenerate: async ({ prompt }) => {
    const last = prompt.at(-1);
    const text =
      typeof last?.content === 'string'
        ? last.content
        : (last?.content ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('');
    const answer = text.includes('refund') ? 'billing' : 'technical';
    return {
      content: [{ type: 'text', text: JSON.stringify({ team: answer, words: text.split(' ').length }) }],
      finishReason: { unified: 'stop', raw: 'stop' },
      usage,
      warnings: [],
    };
  },
});
const questions = ['I want a refund', 'The page is blank', 'refund or repair?'];
const routed: { question: string; team: string; tokens: number }[] = [];
for (const question of questions) {
  const { text, usage: used } = await generateText({
    model,
    system: 'Route the question.',
    prompt: `Question: ${question}`,
  });
  const { team } = JSON.parse(text) as { team: string };
  const tokens = used.totalTokens ?? 0;
  routed.push({ question, team, tokens });
}
const teams = Object.groupBy(routed, ({ team }) => team);
const sizes = Object.entries(teams).map(([team, list]) => [team, list?.length ?? 0] as const);
const streaming = new MockLanguageModelV4({
  doStream: async () => ({
    stream: simulateReadableStream({
      chunks: [
        { type: 'text-start', id: '1' },
        { type: 'text-delta', id: '1', delta: 'Hel' },
        { type: 'text-delta', id: '1', delta: 'lo' },
        { type: 'text-end', id: '1' },
        { type: 'finish', finishReason: { unified: 'stop', raw: 'stop' }, usage },
      ],
    }),
  }),
});
const { textStream } = streamText({ model: streaming, prompt: 'Greet' });
let greeting = '';
for await (const chunk of textStream) greeting += chunk;
const spent = routed.reduce((sum, { tokens }) => sum + tokens, 0);
console.log(sizes, greeting, spent);
