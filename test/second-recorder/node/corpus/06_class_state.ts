class RunningStats {
  count = 0;
  mean = 0;
  #squares = 0;
  readonly name: string;
  history: number[] = [];

  constructor(name: string) {
    this.name = name;
  }

  add(value: number): this {
    this.count += 1;
    const delta = value - this.mean;
    this.mean += delta / this.count;
    this.#squares += delta * (value - this.mean);
    this.history.push(this.mean);
    return this;
  }

  get variance(): number {
    return this.count > 1 ? this.#squares / (this.count - 1) : 0;
  }

  merge(other: RunningStats): RunningStats {
    const merged = new RunningStats(`${this.name}+${other.name}`);
    for (const value of [...this.history, ...other.history]) merged.add(value);
    return merged;
  }

  static of(name: string, values: number[]): RunningStats {
    const stats = new RunningStats(name);
    values.forEach((value) => {
      stats.add(value);
    });
    return stats;
  }
}

class Weighted extends RunningStats {
  weight = 2;
  override add(value: number): this {
    return super.add(value * this.weight);
  }
}

const a = RunningStats.of('a', [1, 4, 9]);
const b = new Weighted('b');
b.add(2).add(8);
const both = a.merge(b);
const rows = [a, b, both].map(({ name, count, mean }) => ({ name, count, mean: Number(mean.toFixed(3)) }));
const spread = both.variance;
console.log(rows, spread.toFixed(3));

export {};
