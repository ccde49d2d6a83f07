class Table implements Iterable<Record<string, number>> {
  columns: Record<string, number[]>;
  constructor(columns: Record<string, number[]>) {
    this.columns = columns;
  }
  get length(): number {
    return Object.values(this.columns)[0]?.length ?? 0;
  }
  *[Symbol.iterator](): Generator<Record<string, number>> {
    const names = Object.keys(this.columns);
    for (let at = 0; at < this.length; at++)
      yield Object.fromEntries(names.map((name) => [name, this.columns[name]?.[at] ?? 0]));
  }
  where(test: (row: Record<string, number>) => boolean): Table {
    const kept = [...this].filter(test);
    const names = Object.keys(this.columns);
    return new Table(Object.fromEntries(names.map((name) => [name, kept.map((row) => row[name] ?? 0)])));
  }
  sum(name: string): number {
    let total = 0;
    for (const value of this.columns[name] ?? []) total += value;
    return total;
  }
}
const table = new Table({ a: [1, 2, 3, 4], b: [10, 20, 30, 40] });
const rows = [...table];
const large = table.where(({ a = 0 }) => a > 2);
const sums = ['a', 'b'].map((name) => large.sum(name));
const helpers = Array.from([1, 2, 3, 4, 5].values(), (n) => n * n).filter((n) => n % 2 === 1);
const entries = [...new Map(Object.entries(table.columns)).entries()];
const zipped = rows.map((row, at) => [row.a ?? 0, helpers[at] ?? null]);
const flags = new Set([2, 3, 4, 2]);
const last = Array.from(flags).findLast((n) => n < 4);
const spread = Math.max(...flags);
const joined = Array.from(table, ({ b = 0 }) => b).join('-');
console.log(sums, helpers, entries.length, zipped, last, spread, joined);

export {};
