function makeCounter(start = 0) {
  let count = start;
  const seen: string[] = [];
  return {
    add(label: string) {
      count += 1;
      seen.push(label);
      return count;
    },
    labels: () => seen.slice(),
  };
}

const memo = new Map<string, number>();
const slow = (text: string): number => {
  const known = memo.get(text);
  if (known !== undefined) return known;
  let hash = 7;
  for (const letter of text) hash = (hash * 31 + letter.charCodeAt(0)) % 10007;
  memo.set(text, hash);
  return hash;
};

const compose =
  <T>(...steps: ((value: T) => T)[]) =>
  (value: T): T =>
    steps.reduce((current, step) => step(current), value);

const a = makeCounter();
const b = makeCounter(10);
a.add('x');
b.add('y');
const third = a.add('z');
const words = ['red', 'green', 'red', 'blue'];
const hashes = words.map(slow);
const clean = compose<string>(
  (text) => text.trim(),
  (text) => text.toUpperCase(),
  (text) => `${text}!`,
);
const shouted = words.map((word) => clean(` ${word} `));
let threshold = 5000;
const above = hashes.filter((hash) => hash > threshold);
threshold = 100;
const aboveAgain = hashes.filter((hash) => hash > threshold);
const adders = [1, 2, 3].map((n) => (value: number) => value + n);
const added = adders.map((add) => add(10));
console.log(third, a.labels(), b.labels(), hashes, shouted, above.length, aboveAgain.length, added, memo.size);

export {};
