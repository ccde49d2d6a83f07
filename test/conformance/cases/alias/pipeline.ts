/** Two names for one list: a change through one is seen through the other. */

const rows = [1, 2, 3];
const other = rows;
other.push(4);
const largest = Math.max(...rows);
console.log(largest);
