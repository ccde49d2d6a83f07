/** Two tables are joined by a key. */

const orders = [
  { id: 1, who: 'a', amount: 5 },
  { id: 2, who: 'b', amount: 12 },
  { id: 3, who: 'z', amount: 1 },
];
const people = [
  { who: 'a', city: 'Bonn' },
  { who: 'b', city: 'Kiel' },
];
const by_name = Object.fromEntries(people.map((person) => [person.who, person]));
const joined = orders.filter((order) => order.who in by_name).map((order) => ({ ...order, ...by_name[order.who] }));
const lost = orders.length - joined.length;
console.log(joined, lost);
