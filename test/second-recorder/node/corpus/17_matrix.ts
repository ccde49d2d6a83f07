type Matrix = number[][];

const identity = (n: number): Matrix =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => (i === j ? 1 : 0)));
function multiply(a: Matrix, b: Matrix): Matrix {
  const result: Matrix = [];
  for (let i = 0; i < a.length; i++) {
    const row: number[] = [];
    for (let j = 0; j < (b[0]?.length ?? 0); j++) {
      let sum = 0;
      for (let k = 0; k < b.length; k++) sum += (a[i]?.[k] ?? 0) * (b[k]?.[j] ?? 0);
      row.push(sum);
    }
    result.push(row);
  }
  return result;
}
const transpose = (m: Matrix): Matrix => (m[0] ?? []).map((_, column) => m.map((row) => row[column] ?? 0));

const points = [
  [1, 2],
  [2, 3.9],
  [3, 6.1],
  [4, 8.2],
];
const x: Matrix = points.map(([first = 0]) => [1, first]);
const y: Matrix = points.map(([, second = 0]) => [second]);
const xt = transpose(x);
const normal = multiply(xt, x);
const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = normal;
const determinant = a * d - b * c;
const inverse = [
  [d / determinant, -b / determinant],
  [-c / determinant, a / determinant],
];
const check = multiply(normal, inverse).map((row) => row.map((value) => Math.round(value)));
const weights = multiply(inverse, multiply(xt, y)).flat();
const residuals = points.map(([px = 0, py = 0]) => py - ((weights[0] ?? 0) + (weights[1] ?? 0) * px));
const error = Math.sqrt(residuals.reduce((sum, value) => sum + value ** 2, 0) / residuals.length);
const same = JSON.stringify(check) === JSON.stringify(identity(2));
console.log(
  weights.map((value) => value.toFixed(3)),
  error.toFixed(4),
  same,
);

export {};
