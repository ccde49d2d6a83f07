import { readFileSync } from 'node:fs';

interface Ticket {
  id: string;
  channel: string;
  question: string;
}
const tickets: Ticket[] = readFileSync(new URL('./data/tickets.csv', import.meta.url), 'utf8')
  .split('\n')
  .slice(1, 9)
  .map((line) => /^(\d+),(\w+),"?(.*?)"?,[^,]*$/.exec(line))
  .filter((match) => match !== null)
  .map(([, id = '', channel = '', question = '']) => ({ id, channel, question }));

const examples = tickets.slice(0, 2).map(({ question }, index) => `Example ${index + 1}: ${question}`);
const system = ['You classify support tickets.', ...examples].join('\n');
const prompts = tickets.map((ticket) => {
  const messages = [
    { role: 'system', content: system },
    { role: 'user', content: `#${ticket.id} (${ticket.channel})\n${ticket.question}` },
  ];
  return { id: ticket.id, messages, tokens: Math.ceil(messages.map(({ content }) => content).join(' ').length / 4) };
});

function classify(text: string): { label: string; score: number } {
  const rules: [RegExp, string][] = [
    [/error|fail/i, 'bug'],
    [/slow|timeout/i, 'performance'],
    [/how|where/i, 'question'],
  ];
  const hit = rules.find(([rule]) => rule.test(text));
  const label = hit?.[1] ?? 'other';
  return { label, score: Number((text.length % 10) / 10) };
}
const answers = prompts.map(({ id, messages }) => ({ id, ...classify(messages.at(-1)?.content ?? '') }));
const counts = Object.entries(Object.groupBy(answers, ({ label }) => label)).map(([label, of]) => [
  label,
  of?.length ?? 0,
]);
const budget = prompts.reduce((sum, { tokens }) => sum + tokens, 0);
console.log(counts, budget, system.length);
