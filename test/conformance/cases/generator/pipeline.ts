/** A generator, consumed once by a list. */

type Row = { id: number; amount: number };

function* large(rows: Row[], limit: number) {
  for (const row of rows) {
    if (row.amount > limit) {
      yield row;
    }
  }
}

const rows = [
  { id: 1, amount: 5 },
  { id: 2, amount: 12 },
  { id: 3, amount: 20 },
];
const stream = large(rows, 10);
const kept = Array.from(stream);
console.log(kept);
