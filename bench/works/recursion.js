// Recursion: Fibonacci, and the number of ways to place ten queens.
function fib(number) {
  return number < 2 ? number : fib(number - 1) + fib(number - 2);
}

function queens(row, columns, rising, falling, size) {
  if (row === size) return 1;
  let ways = 0;
  for (let column = 0; column < size; column++) {
    const [up, down] = [1 << (row + column), 1 << (row - column + size)];
    if (columns & (1 << column) || rising & up || falling & down) continue;
    ways += queens(row + 1, columns | (1 << column), rising | up, falling | down, size);
  }
  return ways;
}

console.log(fib(40), queens(0, 0, 0, 0, 10));
