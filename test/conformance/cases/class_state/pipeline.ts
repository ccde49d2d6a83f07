/** An object that changes with each call of its method. */

type Row = { id: number; amount: number };

class Tally {
  declare name: string;
  declare rows: Row[];

  constructor(name: string) {
    this.name = name;
    this.rows = [];
  }

  add(row: Row) {
    this.rows.push(row);
  }

  sizes() {
    return this.rows.map((row) => row.amount);
  }
}

const tally = new Tally('sales');
tally.add({ id: 1, amount: 5 });
tally.add({ id: 2, amount: 12 });
const sizes = tally.sizes();
console.log(sizes);
