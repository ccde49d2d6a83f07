// 10^6 records through map, filter, reduce and sort.
const regions = ['north', 'south', 'east', 'west'];
const sales = Array.from({ length: 1_000_000 }, (_, id) => ({
  id,
  region: regions[id % 4],
  amount: (id * 37) % 1000,
  paid: id % 3 !== 0,
}));
const kept = sales.filter((sale) => sale.paid && sale.amount > 10);
const taxed = kept.map((sale) => ({ ...sale, tax: sale.amount * 0.19 }));
const totals = taxed.map(({ id, region, amount, tax }) => ({ id, region, total: amount + tax }));
const byRegion = totals.reduce((sums, { region, total }) => {
  sums[region] = (sums[region] ?? 0) + total;
  return sums;
}, {});
const north = totals.filter(({ region }) => region === 'north').sort((a, b) => b.total - a.total);
console.log(byRegion, north.length, north[0].id);
