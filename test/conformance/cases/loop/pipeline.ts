/** A loop over records builds a list and a sum. */

const rows = [
  { id: 1, amount: 5 },
  { id: 2, amount: 12 },
  { id: 3, amount: 20 },
];
const amounts = [];
let total = 0;
for (const row of rows) {
  const amount = row.amount;
  amounts.push(amount);
  total = total + amount;
}
console.log(total, amounts);
