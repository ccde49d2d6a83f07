/** About a million recorded steps when the limits are lifted: orders are cleaned, priced and summed one at a time. */
interface Order {
  id: number;
  quantity: number;
  region: string;
  total?: number;
}

function clean(order: Order): Order {
  const quantity = Math.abs(order.quantity);
  return { id: order.id, quantity, region: order.region.trim().toLowerCase() };
}

function price(order: Order, rates: Record<string, number>): Order {
  const rate = rates[order.region] ?? 0;
  const total = Math.round(order.quantity * rate * 100) / 100;
  order.total = total;
  return order;
}

const rates: Record<string, number> = { north: 1.25, south: 0.95, east: 1.1 };
const regions = [' North', 'south ', 'EAST'];
const sums: Record<string, number> = {};
let kept = 0;
for (let number = 0; number < 38_000; number++) {
  const raw: Order = { id: number, quantity: (number % 17) - 3, region: regions[number % 3] ?? '' };
  const order = price(clean(raw), rates);
  sums[order.region] = (sums[order.region] ?? 0) + (order.total ?? 0);
  if ((order.total ?? 0) > 10) kept++;
}

console.log(kept, Object.values(sums).map(Math.round));
