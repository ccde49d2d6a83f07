/** The stages of the pipeline. */

const LIMIT = 10;

type Row = { id: number; amount: number };

export function load(): Row[] {
  return [
    { id: 1, amount: 5 },
    { id: 2, amount: 12 },
    { id: 3, amount: 20 },
  ];
}

export function select(rows: Row[]) {
  const large = rows.filter((row) => row.amount > LIMIT);
  return large;
}
