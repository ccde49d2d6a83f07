/** Several names bound at once. */

function split(values: number[]) {
  const low = values.filter((value) => value < 10);
  const high = values.filter((value) => value >= 10);
  return [low, high];
}

const values = [3, 12, 7, 40];
const [low, high] = split(values);
const [first, ...rest] = values;
console.log(low, high, first, rest);
