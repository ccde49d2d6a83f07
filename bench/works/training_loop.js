// Logistic regression by gradient descent over typed arrays, element by element.
const rows = 20_000;
const columns = 20;
const features = new Float64Array(rows * columns);
const labels = new Float64Array(rows);
const weights = new Float64Array(columns);
const gradient = new Float64Array(columns);

let seed = 1;
function random() {
  seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed / 0x7fffffff;
}

function predict(row) {
  let sum = 0;
  for (let column = 0; column < columns; column++) sum += features[row * columns + column] * weights[column];
  return 1 / (1 + Math.exp(-sum));
}

for (let at = 0; at < features.length; at++) features[at] = random() - 0.5;
for (let row = 0; row < rows; row++) {
  let sum = 0;
  for (let column = 0; column < columns; column++) sum += features[row * columns + column] * (column - 10);
  labels[row] = sum > 0 ? 1 : 0;
}

const losses = [];
for (let epoch = 0; epoch < 400; epoch++) {
  gradient.fill(0);
  let loss = 0;
  for (let row = 0; row < rows; row++) {
    const guess = predict(row);
    const error = guess - labels[row];
    loss -= labels[row] * Math.log(guess + 1e-12) + (1 - labels[row]) * Math.log(1 - guess + 1e-12);
    for (let column = 0; column < columns; column++) gradient[column] += error * features[row * columns + column];
  }
  for (let column = 0; column < columns; column++) weights[column] -= (0.5 * gradient[column]) / rows;
  losses.push(loss / rows);
}
console.log(losses.length, losses.at(-1));
