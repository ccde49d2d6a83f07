/** A function changes the list that it was given. */

function extend(values: number[], extra: number) {
  values.push(extra);
}

const numbers = [3, 1, 2];
extend(numbers, 7);
numbers.sort();
const largest = Math.max(...numbers);
console.log(largest);
