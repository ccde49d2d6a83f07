/** The best of several settings is searched for in nested loops. */

type Row = { id: number; amount: number };

function score(rows: Row[], low: number, high: number) {
  const kept = rows.filter((row) => low <= row.amount && row.amount < high);
  return kept.length * low;
}

const rows = [
  { id: 1, amount: 5 },
  { id: 2, amount: 12 },
  { id: 3, amount: 20 },
];
let best: Record<string, number> = { score: -1 };
for (const low of [5, 10]) {
  for (const high of [15, 25]) {
    const reached = score(rows, low, high);
    if (reached > (best.score ?? 0)) {
      best = { score: reached, low, high };
    }
  }
}
console.log(best);
