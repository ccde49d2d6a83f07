/** Records grouped by a key: lists inside of a record grow. */

const rows = [
  { city: 'Oslo', amount: 5 },
  { city: 'Rome', amount: 12 },
  { city: 'Oslo', amount: 20 },
];
const groups: Record<string, unknown[]> = {};
for (const row of rows) {
  const city = row.city;
  if (!(city in groups)) {
    groups[city] = [];
  }
  groups[city].push(row);
}
const oslo = groups['Oslo'];
console.log(oslo);
