/** One branch runs, the other does not. */

const rows = [
  { id: 1, amount: 5 },
  { id: 2, amount: 12 },
];
const limit = 3;
let chosen;
if (limit > 10) {
  chosen = [];
} else {
  chosen = rows.filter((row) => row.amount > limit);
}
console.log(chosen);
