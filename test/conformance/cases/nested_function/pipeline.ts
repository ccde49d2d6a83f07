/** A function that calls a function. */

type Row = { id: number; amount: number | null };

function clean(rows: Row[]) {
  return rows.filter((row) => row.amount !== null);
}

function prepare(rows: Row[], limit: number) {
  const complete = clean(rows);
  const large = complete.filter((row) => Number(row.amount) > limit);
  return large;
}

const rows: Row[] = [
  { id: 1, amount: 5 },
  { id: 2, amount: null },
  { id: 3, amount: 12 },
  { id: 4, amount: 30 },
];
const result = prepare(rows, 10);
console.log(result);
