// Objects with small methods, getters and private fields, called millions of times.
class Vector {
  constructor(x, y) {
    this.x = x;
    this.y = y;
  }

  add(other) {
    return new Vector(this.x + other.x, this.y + other.y);
  }

  dot(other) {
    return this.x * other.x + this.y * other.y;
  }

  get size() {
    return Math.sqrt(this.dot(this));
  }
}

class Account {
  #balance = 0;

  add(amount) {
    if (amount > 0) this.#balance += amount;
    return this;
  }

  get balance() {
    return this.#balance;
  }
}

function walk(steps) {
  let at = new Vector(0, 0);
  let length = 0;
  const step = new Vector(0.5, -0.25);
  const account = new Account();
  for (let index = 0; index < steps; index++) {
    at = at.add(step);
    length += at.size;
    account.add(index & 3);
  }
  return [length, account.balance];
}

console.log(walk(60_000_000));
