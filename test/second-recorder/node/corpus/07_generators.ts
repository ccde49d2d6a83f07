function* numbers(limit: number): Generator<number> {
  let value = 1;
  while (value <= limit) {
    yield value;
    value = value * 2 + 1;
  }
}

function* batches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

function* withIndex(words: string[]): Generator<[number, string]> {
  for (let index = 0; index < words.length; index++) yield [index, words[index] ?? ''];
}

const all = [...numbers(100)];
const grouped = Array.from(batches(all, 2));
const sums = grouped.map((group) => group.reduce((x, y) => x + y, 0));
const found: string[] = [];
for (const [index, word] of withIndex(['alpha', 'beta', 'gamma', 'delta'])) {
  if (index % 2 === 1) continue;
  found.push(`${index}:${word}`);
}
const lazy = numbers(10);
const first = lazy.next().value as number;
const rest = [...lazy];

async function* pages(count: number): AsyncGenerator<{ page: number; rows: number[] }> {
  for (let page = 1; page <= count; page++) {
    await Promise.resolve();
    yield { page, rows: Array.from({ length: page }, (_, n) => n * page) };
  }
}
const collected: number[] = [];
for await (const { page, rows } of pages(3)) {
  const total = rows.reduce((x, y) => x + y, 0);
  collected.push(page * 100 + total);
}
console.log(all.length, sums, found, first, rest, collected);

export {};
