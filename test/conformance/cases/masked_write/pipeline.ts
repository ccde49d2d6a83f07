/** Values that a mask picks are overwritten in place. */

const values = new Float64Array([5, -1, 12, -3]);
const mask = Array.from(values, (value) => value < 0);
for (let at = 0; at < values.length; at++) {
  if (mask[at]) {
    values[at] = 0;
  }
}
const total = values.reduce((sum, value) => sum + value);
console.log(total);
