/** Finds the passages that fit a question: TF-IDF weights, cosine similarity. */
import type { Passage } from './articles.ts';

const COMMON = new Set(
  'a an and are as at be but by can do for from get have how i if in is it my no not of on or see so that the this to use we what when where with you'.split(
    ' ',
  ),
);

export interface Index {
  passages: Passage[];
  vectors: Map<string, number>[];
  rarity: Map<string, number>;
}

export interface Hit {
  passage: Passage;
  score: number;
}

export function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[a-z][a-z0-9]+/g) ?? []).filter((word) => !COMMON.has(word));
}

function weigh(words: string[], rarity: Map<string, number>): Map<string, number> {
  const weights = new Map<string, number>();
  for (const word of words) weights.set(word, (weights.get(word) ?? 0) + (rarity.get(word) ?? 0));
  const length = Math.hypot(...weights.values());
  return new Map([...weights].map(([word, weight]) => [word, length === 0 ? 0 : weight / length]));
}

export function buildIndex(passages: Passage[]): Index {
  const documents = passages.map((passage) => wordsOf(`${passage.heading} ${passage.text}`));
  const counts = new Map<string, number>();
  for (const word of documents.flatMap((words) => [...new Set(words)])) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rarity = new Map([...counts].map(([word, count]) => [word, Math.log(1 + passages.length / count)]));
  return { passages, vectors: documents.map((words) => weigh(words, rarity)), rarity };
}

export function search(index: Index, question: string, limit: number): Hit[] {
  const query = weigh(wordsOf(question), index.rarity);
  const hits = index.passages.map((passage, position) => {
    let score = 0;
    for (const [word, weight] of query) score += weight * (index.vectors[position]?.get(word) ?? 0);
    return { passage, score: Number(score.toFixed(4)) };
  });
  return hits.sort((a, b) => b.score - a.score).slice(0, limit);
}
