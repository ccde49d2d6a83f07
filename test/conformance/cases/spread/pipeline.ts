/** Records and lists put together, and arguments spread. */

function pair(left: number, right: number) {
  return [left, right];
}

const base = { id: 1, amount: 5 };
const more = { city: 'Oslo' };
const merged = { ...base, ...more };
const numbers = [1, 2] as [number, number];
const longer = [...numbers, 3];
const both = pair(...numbers);
console.log(merged, longer, both);
