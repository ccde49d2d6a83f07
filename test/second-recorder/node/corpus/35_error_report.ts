class BadRow extends Error {
  row: number;
  constructor(row: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BadRow';
    this.row = row;
  }
}
interface Entry {
  row: number;
  amount: number;
}
const input = ['12.50', 'abc', '', '7', '-3'];
function parseAmount(text: string, row: number): Entry {
  if (text === '') throw new BadRow(row, 'empty');
  try {
    const amount = Number(JSON.parse(text));
    if (amount < 0) throw new RangeError(`negative: ${amount}`);
    return { row, amount };
  } catch (cause) {
    throw new BadRow(row, `cannot read "${text}"`, { cause });
  }
}
const good: Entry[] = [];
const bad: BadRow[] = [];
input.forEach((text, row) => {
  try {
    const entry = parseAmount(text, row);
    good.push(entry);
  } catch (error) {
    if (!(error instanceof BadRow)) throw error;
    bad.push(error);
  }
});
const sum = good.reduce((total, { amount }) => total + amount, 0);
const summary = bad.map(({ row, message, cause }) => ({
  row,
  message,
  cause: cause instanceof Error ? cause.name : null,
}));
const results = await Promise.allSettled(input.map(async (text, row) => parseAmount(text, row)));
const statuses = results.map(({ status }) => status);
let attempts = 0;
const value = (() => {
  for (;;) {
    try {
      attempts++;
      if (attempts < 3) throw new Error('not yet');
      return attempts * 10;
    } catch {
      attempts += 0;
    }
  }
})();
console.log(sum, summary, statuses, value);

export {};
