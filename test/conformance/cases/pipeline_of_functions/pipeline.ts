/** Functions in a list are applied one after the other. */

type Row = { id: number; amount: number };

function drop_negative(rows: Row[]) {
  return rows.filter((row) => row.amount >= 0);
}

function double(rows: Row[]) {
  return rows.map((row) => ({ ...row, amount: row.amount * 2 }));
}

const steps = [drop_negative, double];
let rows: Row[] = [
  { id: 1, amount: 5 },
  { id: 2, amount: -1 },
  { id: 3, amount: 20 },
];
for (const step of steps) {
  rows = step(rows);
}
console.log(rows);
