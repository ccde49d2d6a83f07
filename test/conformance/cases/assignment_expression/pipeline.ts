/** A value is bound inside an expression. */

const rows = [{ id: 1 }, { id: 2 }, { id: 3 }];
let count = 0;
if ((count = rows.length) > 2) {
  console.log('many', count);
}
const half = count / 2;
console.log(half);
