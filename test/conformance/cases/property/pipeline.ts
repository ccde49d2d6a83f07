/** A property computes each time it is read. */

class Order {
  declare lines: number[];

  constructor(lines: number[]) {
    this.lines = lines;
  }

  add(line: number) {
    this.lines.push(line);
  }

  get total() {
    return this.lines.reduce((sum, line) => sum + line);
  }
}

const order = new Order([5, 12]);
const before = order.total;
order.add(3);
const after = order.total;
console.log(before, after);
