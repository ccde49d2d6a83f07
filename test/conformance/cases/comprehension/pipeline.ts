/** Records made from records: a comprehension there, map and filter here. */

const rate = 3;
const rows = [
  { id: 1, amount: 5 },
  { id: 2, amount: 12 },
  { id: 3, amount: 20 },
];
const priced = rows.map((row) => ({ id: row.id, price: row.amount * rate }));
const names = priced.map((row) => String(row.id));
console.log(priced, names);
