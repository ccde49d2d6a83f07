/** Asks the model about one ticket and checks what comes back. */
import { generateText } from 'ai';
import { z } from 'zod';
import { model } from './model.ts';
import type { Hit } from './retrieve.ts';
import type { Ticket } from './tickets.ts';

const SYSTEM =
  'You answer support questions from the given passages only. Reply with JSON: source, answer, confidence.';

const Reply = z.object({
  source: z.string().nullable(),
  answer: z.string().min(1),
  confidence: z.number().min(0).max(1),
});

export interface Answer {
  ticket: number;
  source: string | null;
  answer: string;
  confidence: number;
  tokens: number;
}

export function buildPrompt(ticket: Ticket, hits: Hit[]): string {
  const passages = hits.map(({ passage }) => `<passage id="${passage.id}">${passage.text}</passage>`);
  return `${passages.join('\n')}\n\n<question>${ticket.question}</question>`;
}

export async function answerTicket(ticket: Ticket, hits: Hit[]): Promise<Answer> {
  const prompt = buildPrompt(ticket, hits);
  const result = await generateText({ model, system: SYSTEM, prompt });
  const reply = Reply.parse(JSON.parse(result.text));
  return { ticket: ticket.id, ...reply, tokens: result.usage.totalTokens ?? 0 };
}
