// The same kinds of loops inside functions, and a matrix product.
function flat(limit) {
  let total = 0;
  for (let number = 0; number < limit; number++) total = (total + number * 7) % 1_000_003;
  return total;
}

function counted(limit) {
  let total = 0;
  let number = 0;
  while (number < limit) {
    total = (total + number) % 1_000_003;
    number++;
  }
  return total;
}

function nested(rows, columns) {
  let hits = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if ((row ^ column) % 3 === 0) hits++;
    }
  }
  return hits;
}

function multiply(left, right, size) {
  const product = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let at = 0; at < size; at++) sum += left[row * size + at] * right[at * size + column];
      product[row * size + column] = sum;
    }
  }
  return product;
}

const size = 300;
const left = new Float64Array(size * size).map((_, index) => index % 13);
const right = new Float64Array(size * size).map((_, index) => index % 7);
let corner = 0;
for (let round = 0; round < 20; round++) corner += multiply(left, right, size)[size - 1];
console.log(flat(100_000_000), counted(100_000_000), nested(10_000, 10_000), corner);
