/** A while loop counts down. */

let value = 100;
let halvings = 0;
while (value > 10) {
  value = value / 2;
  halvings = halvings + 1;
}
console.log(value, halvings);
