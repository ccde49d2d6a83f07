/** Numbers have no identity: they are followed by the names that held them. */

const values = [4, 8, 15];
let low = Math.min(...values);
const high = Math.max(...values);
const span = high - low;
const half = span / 2;
low = low + half;
console.log(low, half);
