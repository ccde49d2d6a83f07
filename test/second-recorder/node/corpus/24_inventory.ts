interface Movement {
  sku: string;
  change: number;
  day: number;
}
class Stock {
  levels = new Map<string, number>();
  log: string[] = [];
  lowest: Record<string, number> = {};

  apply({ sku, change, day }: Movement): number {
    const before = this.levels.get(sku) ?? 0;
    const after = Math.max(0, before + change);
    this.levels.set(sku, after);
    this.lowest[sku] = Math.min(this.lowest[sku] ?? Number.POSITIVE_INFINITY, after);
    if (after === 0) this.log.push(`${sku} ran out on day ${day}`);
    return after;
  }

  get total(): number {
    let sum = 0;
    for (const level of this.levels.values()) sum += level;
    return sum;
  }
}

const movements: Movement[] = [];
for (let day = 1; day <= 6; day++) {
  movements.push({ sku: 'A1', change: day % 2 === 0 ? -3 : 4, day });
  if (day % 3 === 0) movements.push({ sku: 'B2', change: day === 3 ? 5 : -9, day });
}
const stock = new Stock();
const history = movements.map((movement) => ({ ...movement, level: stock.apply(movement) }));
const daily = new Array<number>(6).fill(0);
for (const { day, change } of movements) daily[day - 1] = (daily[day - 1] ?? 0) + change;
let running = 0;
const cumulative = daily.map((change) => (running += change));
const frozen = Object.freeze({ ...stock.lowest });
const peak = Math.max(...history.map(({ level }) => level));
const report = { total: stock.total, peak, out: stock.log.length };
console.log(report, cumulative, frozen, running);

export {};
