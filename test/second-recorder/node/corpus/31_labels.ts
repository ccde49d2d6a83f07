const grid = ['#..#', '.##.', '#...', '..##'].map((row) => [...row]);
const seen = grid.map((row) => row.map(() => false));
const islands: number[] = [];
outer: for (let y = 0; y < grid.length; y++) {
  for (let x = 0; x < 4; x++) {
    if (y === 3 && x === 3) break outer;
    if (grid[y]?.[x] !== '#' || seen[y]?.[x]) continue;
    let size = 0;
    const stack: [number, number][] = [[y, x]];
    do {
      const [row, column] = stack.pop() as [number, number];
      const flags = seen[row];
      if (!flags || flags[column] || grid[row]?.[column] !== '#') continue;
      flags[column] = true;
      size++;
      stack.push([row + 1, column], [row - 1, column], [row, column + 1], [row, column - 1]);
    } while (stack.length > 0);
    islands.push(size);
  }
}
const flat = grid.flat();
const full = flat.filter((cell) => cell === '#').length;
const text = grid.map((row) => row.join('')).join('/');
var total = 0;
for (var index in islands) total += islands[index] ?? 0;
const counts = flat.reduce(
  (found, cell) => Object.assign(found, { [cell]: (found[cell] ?? 0) + 1 }),
  {} as Record<string, number>,
);
console.log(islands, full, text, total, counts);

export {};
