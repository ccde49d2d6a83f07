/** Columns of a table are added and overwritten. */

const table: Record<string, number[]> = { price: [2, 15, 4], count: [3, 1, 2] };
table.total = (table.price ?? []).map((price, at) => price * (table.count?.[at] ?? 0));
table.price = (table.price ?? []).map((price) => price + 1);
console.log(table);
