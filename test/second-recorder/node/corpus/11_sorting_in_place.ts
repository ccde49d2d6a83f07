interface Person {
  name: string;
  born: number;
  tags: string[];
}
const people: Person[] = [
  { name: 'Grace', born: 1906, tags: ['navy'] },
  { name: 'Ada', born: 1815, tags: [] },
  { name: 'Linus', born: 1969, tags: ['kernel', 'git'] },
];
const original = [...people];
people.sort((a, b) => a.born - b.born);
people.reverse();
const oldest = people.pop();
people.unshift({ name: 'Alan', born: 1912, tags: ['logic'] });
people.splice(1, 1, { name: 'Margaret', born: 1936, tags: ['apollo'] });
const [head, ...tail] = people;
if (head) head.tags.push('turing');
people[2] = { ...(people[2] as Person), born: 1907 };
delete (people[0] as Partial<Person>).born;
const numbers = [5, 3, 9, 1];
numbers.sort();
numbers.fill(0, 0, 1);
numbers.copyWithin(0, 2);
const swapped = [...numbers];
[swapped[0], swapped[3]] = [swapped[3] ?? 0, swapped[0] ?? 0];
const nested = [[3, 1], [2]];
nested[0]?.sort();
nested.length = 1;
const flags = Array.from({ length: 3 }, () => false);
flags[1] = true;
console.log(
  original.length,
  oldest?.name,
  tail.length,
  numbers,
  swapped,
  nested,
  flags,
  people.map(({ name }) => name),
);

export {};
