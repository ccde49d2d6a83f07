/** Changes in place: an item added, an item replaced, a field of a member written. */

const rows = [
  { id: 1, amount: 5 },
  { id: 2, amount: 12 },
];
const extra = { id: 3, amount: 20 };
rows.push(extra);
rows[0] = { id: 9, amount: 1 };
rows[1].amount = 13;
console.log(rows);
