/** A loop that runs often: sampled, and counted exactly. */

const numbers = Array.from(Array(5000).keys());
let total = 0;
let odd = 0;
for (const number of numbers) {
  total = total + number;
  if (number % 2 === 1) {
    odd = odd + 1;
  }
}
console.log(total, odd);
