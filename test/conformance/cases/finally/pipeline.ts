/** What stands under finally runs, whatever happened. */

const log: string[] = [];
const values = [4, 5, 6];
let largest;
try {
  largest = Math.max(...values);
} finally {
  log.push('done');
}
console.log(largest, log);
