/** What a function makes of each part is collected: by a comprehension there, by a callback's results here. */

type Row = { late: number };

const weights: Record<string, number> = { valid: 2, test: 3 };
const valid: Row[] = [{ late: 4 }, { late: 6 }];
const test: Row[] = [{ late: 9 }, { late: 1 }];

function score(name: string, part: Row[]): { rows: number; late: number } {
  return { rows: part.length, late: (part[0]?.late ?? 0) * (weights[name] ?? 0) };
}

const scores = Object.fromEntries(
  [{ name: 'valid', part: valid }, { name: 'test', part: test }].map(({ name, part }) => [name, score(name, part)]),
);
const order = test.toSorted((a, b) => a.late - b.late);
console.log(JSON.stringify(scores), JSON.stringify(order));
