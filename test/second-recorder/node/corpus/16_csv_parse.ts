import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

interface Person {
  name: string;
  born: number | null;
  city: string | null;
  email: string | null;
}
const raw = parse(readFileSync(new URL('./data/people.csv', import.meta.url), 'utf8'), {
  columns: true,
  trim: true,
}) as Record<string, string>[];
const people: Person[] = [];
const rejected: { row: number; why: string }[] = [];
raw.forEach((row, index) => {
  const year = Number.parseInt(row.born ?? '', 10);
  const email = row.email?.toLowerCase() ?? '';
  const isValid = /^[^@\s]+@[^@\s]+\.[a-z]+$/.test(email);
  if (!isValid && email !== '') rejected.push({ row: index + 2, why: `bad address ${email}` });
  people.push({
    name: (row.name ?? '').replace(/^(.*), (.*)$/, '$2 $1'),
    born: Number.isNaN(year) ? null : year,
    city: row.city || null,
    email: isValid ? email : null,
  });
});
const known = people.filter((person): person is Person & { born: number } => person.born !== null);
const decades = known.map(({ born }) => `${Math.floor(born / 10) * 10}s`);
const frequency = decades.reduce(
  (map, decade) => map.set(decade, (map.get(decade) ?? 0) + 1),
  new Map<string, number>(),
);
const missing = Object.fromEntries(
  (['born', 'city', 'email'] as const).map((field) => [
    field,
    people.filter((person) => person[field] === null).length,
  ]),
);
const initials = people.map(({ name }) =>
  name
    .split(' ')
    .map(([letter]) => letter)
    .join(''),
);
console.log(people.length, rejected, [...frequency], missing, initials);
