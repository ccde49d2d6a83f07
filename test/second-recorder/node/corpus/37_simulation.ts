function* random(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    yield state / 0x7fffffff;
  }
}
const source = random(42);
const draw = (): number => source.next().value;
const days = 8;
const prices = new Float64Array(days);
prices[0] = 100;
for (let day = 1; day < days; day++) {
  const move = (draw() - 0.5) * 4;
  prices[day] = (prices[day - 1] ?? 0) + move;
}
const account = { cash: 1000, shares: 0, trades: [] as { day: number; shares: number }[] };
for (const [day, price] of prices.entries()) {
  const before = prices[day - 1] ?? price;
  if (price < before && account.cash > price * 2) {
    account.cash -= price * 2;
    account.shares += 2;
    account.trades.push({ day, shares: 2 });
  } else if (price > before && account.shares > 0) {
    account.cash += price;
    account.shares--;
    account.trades.push({ day, shares: -1 });
  }
}
const worth = account.cash + account.shares * (prices.at(-1) ?? 0);
const dice = Array.from({ length: 12 }, () => 1 + Math.floor(draw() * 6));
const histogram = dice.reduce((bins, face) => {
  bins[face - 1] = (bins[face - 1] ?? 0) + 1;
  return bins;
}, new Array<number>(6).fill(0));
const shuffled = [1, 2, 3, 4, 5];
for (let last = shuffled.length - 1; last > 0; last--) {
  const other = Math.floor(draw() * (last + 1));
  const kept = shuffled[last] ?? 0;
  shuffled[last] = shuffled[other] ?? 0;
  shuffled[other] = kept;
}
console.log(worth.toFixed(2), account.trades.length, histogram, shuffled);

export {};
