/** What is changed inside a member, through another name, is a change of what holds it. */

const rows = [
  { id: 1, amount: 5 },
  { id: 2, amount: 12 },
];
for (const row of rows) {
  row.amount = row.amount * 2;
}
const groups = { small: [5], large: [24] };
const group = groups.large;
group.push(30);
console.log(rows, groups);
