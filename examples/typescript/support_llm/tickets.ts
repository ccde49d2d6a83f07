/** The tickets, and what became of them. */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Answer } from './answer.ts';

export interface Ticket {
  id: number;
  channel: string;
  question: string;
  /** The article that a person would send; null where none fits. */
  expected: string | null;
}

export async function readTickets(): Promise<Ticket[]> {
  const text = await readFile(new URL('./data/tickets.csv', import.meta.url), 'utf8');
  const rows = parse(text, { columns: true }) as Record<string, string>[];
  return rows.map(({ id = '', channel = '', question = '', expected = '' }) => ({
    id: Number(id),
    channel,
    question,
    expected: expected === '' ? null : expected,
  }));
}

export interface Resolved extends Ticket {
  article: string | null;
  answer: string;
  confidence: number;
  right: boolean;
}

export function resolveTickets(tickets: Ticket[], answers: Answer[]): Resolved[] {
  const byTicket = new Map(answers.map((answer) => [answer.ticket, answer]));
  return tickets.map((ticket) => {
    const found = byTicket.get(ticket.id);
    const article = found?.source?.split('#')[0] ?? null;
    return {
      ...ticket,
      article,
      answer: found?.answer ?? '',
      confidence: Number((found?.confidence ?? 0).toFixed(2)),
      right: article === ticket.expected,
    };
  });
}
