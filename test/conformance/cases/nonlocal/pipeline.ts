/** An inner function changes a variable of the function around it. */

type Row = { id: number; amount: number };

function counted(rows: Row[]) {
  let seen = 0;

  function keep(row: Row) {
    seen += 1;
    return row.amount > 10;
  }

  const kept = rows.filter((row) => keep(row));
  return { kept, seen };
}

const rows = [
  { id: 1, amount: 5 },
  { id: 2, amount: 12 },
];
const result = counted(rows);
console.log(result);
