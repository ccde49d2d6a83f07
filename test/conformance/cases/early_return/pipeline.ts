/** A loop that is left by a return. */

type Row = { id: number; amount: number };

function find(rows: Row[], wanted: number) {
  for (const row of rows) {
    if (row.id === wanted) {
      return row;
    }
  }
  return null;
}

const rows = [
  { id: 1, amount: 5 },
  { id: 2, amount: 12 },
  { id: 3, amount: 20 },
];
const found = find(rows, 2);
console.log(found);
