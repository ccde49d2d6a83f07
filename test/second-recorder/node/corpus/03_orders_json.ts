import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

interface Item {
  sku: string;
  qty: number;
  price: number;
}
interface Order {
  id: number;
  customer: string;
  items: Item[];
  at: string;
  coupon?: string | null;
}

const orders = JSON.parse(readFileSync(new URL('./data/orders.json', import.meta.url), 'utf8')) as Order[];
const lines = orders.flatMap(({ id, customer, items }) => items.map((item) => ({ order: id, customer, ...item })));
const priced = lines.map((line) => ({ ...line, total: line.qty * line.price }));
const revenue = priced.reduce((sum, { total }) => sum + total, 0);

const perCustomer = Object.groupBy(priced, ({ customer }) => customer);
const report = Object.entries(perCustomer).map(([customer, bought = []]) => ({
  customer,
  spent: bought.reduce((sum, { total }) => sum + total, 0),
  skus: new Set(bought.map(({ sku }) => sku)).size,
}));
const { spent: most, customer: best } = report.toSorted((a, b) => b.spent - a.spent)[0] ?? { spent: 0, customer: '' };

const withCoupon = orders.filter((order) => order.coupon != null);
const months = [...new Set(orders.map(({ at }) => at.slice(0, 7)))];
const pivot = months.map((month) => {
  const inMonth = orders.filter(({ at }) => at.startsWith(month));
  const count = inMonth.length;
  const pieces = inMonth.flatMap(({ items }) => items).reduce((sum, { qty }) => sum + qty, 0);
  return { month, count, pieces };
});

const out = path.join(import.meta.dirname, 'out-orders');
mkdirSync(out, { recursive: true });
const file = path.join(out, 'report.json');
writeFileSync(file, JSON.stringify({ report, pivot }, null, 2));
const again = JSON.parse(readFileSync(file, 'utf8')) as { report: unknown[]; pivot: unknown[] };
rmSync(out, { recursive: true });
console.log(revenue, best, most, withCoupon.length, again.report.length, again.pivot.length);
