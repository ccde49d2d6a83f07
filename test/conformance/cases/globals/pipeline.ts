/** A function reads and writes names of its module. */

let seen = 0;
const rows = [5, 12];

function take(extra: number) {
  seen = seen + extra;
  rows.push(extra);
}

take(7);
take(9);
console.log(seen, rows);
