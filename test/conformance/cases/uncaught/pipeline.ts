/** The program fails: the record shows where, and what had been made so far. */

class BadInput extends Error {}

function load(names: string[]) {
  const sizes = names.map((name) => name.length);
  throw new BadInput('no rows');
}

const names = ['a', 'bb'];
const table = load(names);
console.log(table);
