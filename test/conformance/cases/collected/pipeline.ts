/** What a function makes of each part is collected: by a comprehension there, by a callback's results here. */

type Row = { late: number };

const weights: Record<string, number> = { valid: 2, test: 3 };
const valid: Row[] = [{ late: 4 }, { late: 6 }];
const test: Row[] = [{ late: 9 }, { late: 1 }];

function score(name: string, part: Row[]): { rows: number; late: number } {
  const found = { rows: part.length, late: part.reduce((sum, row) => sum + row.late, 0) * (weights[name] ?? 1) };
  return found;
}

const parts: [string, Row[]][] = [
  ['valid', valid],
  ['test', test],
];
const scores = Object.fromEntries(parts.map(([name, part]) => [name, score(name, part)]));
console.log(scores);
