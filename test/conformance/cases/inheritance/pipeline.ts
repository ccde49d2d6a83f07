/** A step of a pipeline that inherits most of what it does. */

type Row = { id: number; amount: number };

class Step {
  declare column: 'id' | 'amount';

  constructor(column: 'id' | 'amount') {
    this.column = column;
  }

  run(rows: Row[]): number {
    const values = this.pick(rows);
    return this.reduce(values);
  }

  reduce(values: number[]): number {
    throw new Error(`${values.length} values, and no way to reduce them`);
  }

  pick(rows: Row[]) {
    const column = this.column;
    return rows.map((row) => row[column]);
  }
}

class Total extends Step {
  override reduce(values: number[]) {
    return values.reduce((sum, value) => sum + value);
  }
}

class Largest extends Total {
  declare least: number;

  constructor(column: 'id' | 'amount', least: number) {
    super(column);
    this.least = least;
  }

  override reduce(values: number[]) {
    const least = this.least;
    const kept = values.filter((value) => value >= least);
    return super.reduce(kept);
  }
}

const rows = [
  { id: 1, amount: 5 },
  { id: 2, amount: 12 },
  { id: 3, amount: 20 },
];
const total = new Total('amount').run(rows);
const large = new Largest('amount', 10).run(rows);
console.log(total, large);
