import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('./data/', import.meta.url);
const stop = new Set(['the', 'a', 'to', 'i', 'in', 'and', 'when', 'my', 'with', 'is', 'are', 'of', 'on']);
const totals: { [word: string]: number } = {};
let files = 0;
for (const name of readdirSync(folder).sort()) {
  if (!name.startsWith('tickets')) continue;
  files++;
  const text = readFileSync(new URL(name, folder), 'utf8').toLowerCase();
  const words = text.match(/[a-z]{2,}/g) ?? [];
  for (const word of words.slice(0, 120)) {
    if (stop.has(word)) continue;
    totals[word] = (totals[word] ?? 0) + 1;
  }
}
const ranked = Object.entries(totals)
  .sort(([left, n], [right, m]) => m - n || left.localeCompare(right))
  .slice(0, 8);
const longest = ranked.reduce((length, [word]) => Math.max(length, word.length), 0);
const chart = ranked.map(([word, n]) => `${word.padEnd(longest)} ${'#'.repeat(n)}`);
const lengths = new Map<number, string[]>();
for (const word of Object.keys(totals)) {
  const list = lengths.get(word.length) ?? [];
  list.push(word);
  if (!lengths.has(word.length)) lengths.set(word.length, list);
}
const common = Math.max(...[...lengths.values()].map((list) => list.length));
console.log(chart.join('\n'), files, common);
