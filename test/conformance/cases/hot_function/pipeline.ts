/** A function that is called often: sampled, and counted exactly. */

function square(value: number) {
  return value * value;
}

const numbers = Array(200).fill([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).flat();
const squares = numbers.map((number) => square(number));
const largest = Math.max(...squares);
console.log(largest);
