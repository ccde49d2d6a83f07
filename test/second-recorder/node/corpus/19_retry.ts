class Flaky {
  calls = 0;
  async fetch(id: number): Promise<{ id: number; body: string }> {
    this.calls += 1;
    await Promise.resolve();
    if (this.calls % 3 === 0) throw new TypeError(`try again: ${id}`);
    if (id === 4) throw new RangeError('no such page');
    return { id, body: 'x'.repeat(id) };
  }
}

const errors: string[] = [];
async function withRetry<T>(work: () => Promise<T>, times: number): Promise<T | null> {
  let attempt = 0;
  while (attempt < times) {
    attempt += 1;
    try {
      const value = await work();
      return value;
    } catch (error) {
      const { name, message } = error as Error;
      errors.push(`${name}: ${message}`);
      if (error instanceof RangeError) break;
    } finally {
      attempt += 0;
    }
  }
  return null;
}

const source = new Flaky();
const pages: { id: number; body: string }[] = [];
for (const id of [1, 2, 3, 4, 5]) {
  const page = await withRetry(() => source.fetch(id), 3);
  if (page === null) continue;
  pages.push(page);
}
const sizes = pages.map(({ body }) => body.length);
const total = sizes.reduce((a, b) => a + b, 0);
const first = await Promise.any([Promise.reject(new Error('never')), source.fetch(7)]);
const raced = await Promise.race([first.body, 'late']);
console.log(pages.length, total, errors, source.calls, raced);

export {};
