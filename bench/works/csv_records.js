// 120,000 lines of CSV parsed, typed, grouped into lists and summed.
import { parse } from 'csv-parse/sync';

const lines = Array.from({ length: 120_000 }, (_, id) => `${id},name ${id % 1000},${(id * 37) % 1000},day ${id % 28}`);
const rows = parse(`id,name,amount,day\n${lines.join('\n')}`, { columns: true });
const typed = rows.map((row) => ({ ...row, id: Number(row.id), amount: Number(row.amount) }));
const byDay = new Map();
for (const row of typed) {
  const list = byDay.get(row.day);
  if (list) list.push(row);
  else byDay.set(row.day, [row]);
}
const sums = [...byDay].map(([day, list]) => ({ day, total: list.reduce((sum, { amount }) => sum + amount, 0) }));
console.log(sums.length, sums[0].total);
