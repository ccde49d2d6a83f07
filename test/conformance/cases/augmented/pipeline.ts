/** Augmented assignment to names, items and fields. */

const step = 3;
let total = 10;
total += step;
const counts = { a: 1, b: 2 };
counts['a'] += step;
const values = [1, 2];
values[1] *= step;
console.log(total, counts, values);
