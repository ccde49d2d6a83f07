/** How well can the documentation answer our support tickets? */
import { mkdir, writeFile } from 'node:fs/promises';
import { type Answer, answerTicket } from './answer.ts';
import { readArticles, splitArticle } from './articles.ts';
import { buildIndex, search } from './retrieve.ts';
import { readTickets, resolveTickets } from './tickets.ts';

const OUT = new URL('./out/', import.meta.url);
const PASSAGES = 3;

const articles = await readArticles();
const passages = articles.flatMap(splitArticle);
const index = buildIndex(passages);
const tickets = await readTickets();

const answers: Answer[] = [];
for (const ticket of tickets) {
  const hits = search(index, ticket.question, PASSAGES);
  answers.push(await answerTicket(ticket, hits));
}

const resolved = resolveTickets(tickets, answers);
const right = resolved.filter((ticket) => ticket.right);
const accuracy = right.length / resolved.length;
const tokens = answers.reduce((sum, answer) => sum + answer.tokens, 0);

await mkdir(OUT, { recursive: true });
await writeFile(new URL('answers.json', OUT), `${JSON.stringify(resolved, null, 2)}\n`);

console.log(`${articles.length} articles, ${passages.length} passages, ${tickets.length} tickets, ${tokens} tokens`);
console.log(`${right.length} answered from the right article (${(accuracy * 100).toFixed(1)} %)`);
for (const { id, question, article, expected } of resolved.filter((ticket) => !ticket.right)) {
  console.log(`  #${id} ${question}\n    cited ${article ?? 'nothing'}, expected ${expected ?? 'nothing'}`);
}
