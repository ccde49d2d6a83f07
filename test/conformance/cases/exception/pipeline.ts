/** An exception that is raised in a function and handled by its caller. */

class BadRow extends Error {}

function check(row: { id: number; amount: number }) {
  if (row.amount < 0) {
    throw new BadRow('negative amount');
  }
  return row;
}

let rejected: string[] = [];
const good = check({ id: 1, amount: 5 });
try {
  const bad = check({ id: 2, amount: -1 });
  console.log('not reached', bad);
} catch {
  rejected = ['row 2'];
}
console.log(good, rejected);
