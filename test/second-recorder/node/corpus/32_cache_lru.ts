class Cache<K, V> {
  hits = 0;
  misses = 0;
  entries = new Map<K, V>();
  limit: number;
  constructor(limit: number) {
    this.limit = limit;
  }
  get(key: K, make: (key: K) => V): V {
    const known = this.entries.get(key);
    if (known !== undefined) {
      this.hits++;
      this.entries.delete(key);
      this.entries.set(key, known);
      return known;
    }
    this.misses++;
    const made = make(key);
    this.entries.set(key, made);
    if (this.entries.size > this.limit) {
      const [oldest] = this.entries.keys();
      if (oldest !== undefined) this.entries.delete(oldest);
    }
    return made;
  }
}

const work: number[] = [];
const square = (n: number): number => {
  work.push(n);
  return n * n;
};
const cache = new Cache<number, number>(2);
const answers = [3, 4, 3, 5, 4, 3].map((n) => cache.get(n, square));
const rate = cache.hits / (cache.hits + cache.misses);
const fibonacci = (() => {
  const known: Record<number, number> = { 0: 0, 1: 1 };
  const next = (n: number): number => (known[n] ??= next(n - 1) + next(n - 2));
  return next;
})();
const numbers = [5, 8, 10].map(fibonacci);
const weak = new WeakMap<object, string>();
const key = { id: 1 };
weak.set(key, 'kept');
const kept = weak.get(key);
console.log(answers, work, rate, numbers, kept, [...cache.entries]);

export {};
