import { readFileSync } from 'node:fs';

const DAY = 86_400_000;
const orders = JSON.parse(readFileSync(new URL('./data/orders.json', import.meta.url), 'utf8')) as {
  id: number;
  at: string;
}[];
const dated = orders.map(({ id, at }) => ({ id, at: new Date(at) }));
const first = dated[0]?.at ?? new Date(0);
const last = dated.at(-1)?.at ?? new Date(0);
const days = Math.round((last.getTime() - first.getTime()) / DAY);
const gaps = dated.slice(1).map(({ at }, index) => {
  const before = dated[index]?.at ?? at;
  const hours = (at.getTime() - before.getTime()) / 3_600_000;
  return { hours, weekend: at.getUTCDay() % 6 === 0 };
});
const calendar: string[] = [];
const cursor = new Date(Date.UTC(2024, 0, 30));
while (cursor.getUTCMonth() < 2 && calendar.length < 5) {
  calendar.push(cursor.toISOString().slice(0, 10));
  cursor.setUTCDate(cursor.getUTCDate() + 1);
}
const weeks = new Map<number, number>();
for (const { at } of dated) {
  const week = Math.floor((at.getTime() - Date.UTC(2024, 0, 1)) / (7 * DAY));
  weeks.set(week, (weeks.get(week) ?? 0) + 1);
}
const invalid = new Date('never');
const labels = dated.map(({ at }) => at.toLocaleDateString('en-GB', { timeZone: 'UTC' }));
console.log(days, gaps.length, calendar, [...weeks], Number.isNaN(invalid.getTime()), labels);
