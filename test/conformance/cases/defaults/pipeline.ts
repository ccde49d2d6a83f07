/** Arguments left out, and given. */

function scale(values: number[], factor = 2) {
  return values.map((value) => value * factor);
}

const numbers = [1, 2, 3];
const twice = scale(numbers);
const tenfold = scale(numbers, 10);
console.log(twice, tenfold);
