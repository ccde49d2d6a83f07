/** A function that is given a function. */

function double(value: number) {
  return value * 2;
}

function apply(change: (value: number) => number, values: number[]) {
  const changed = [];
  for (const value of values) {
    changed.push(change(value));
  }
  return changed;
}

const numbers = [1, 2, 3];
const doubled = apply(double, numbers);
console.log(doubled);
