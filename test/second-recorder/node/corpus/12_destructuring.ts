interface Config {
  host: string;
  port: number;
  paths: { data: string; out: string };
  flags: string[];
  missing?: number;
}
const config: Config = {
  host: 'localhost',
  port: 8080,
  paths: { data: './data', out: './out' },
  flags: ['a', 'b', 'c'],
};
const {
  host,
  port: number,
  paths: { data, ...otherPaths },
  flags: [firstFlag, , thirdFlag = 'z'],
  missing = 42,
} = config;
const [x, y = 2, ...rest] = [1, undefined, 3, 4];
let left = 'l';
let right = 'r';
[left, right] = [right, left];
const merged = { ...config, port: 9090, extra: { deep: true } };
const { extra, ...without } = merged;
const pairs = Object.entries(config.paths);
const inverted = Object.fromEntries(pairs.map(([key, value]) => [value, key]));
function area({ width, height = width }: { width: number; height?: number }): number {
  const result = width * height;
  return result;
}
const areas = [{ width: 2 }, { width: 3, height: 4 }].map(area);
const sum = (...values: number[]): number => values.reduce((a, b) => a + b, 0);
const total = sum(...areas, x, y, ...rest);
const dynamic = 'port';
const { [dynamic]: picked } = config;
const clone = structuredClone(merged);
clone.paths.data = 'changed';
clone.extra.deep = false;
const list = [...'héllo'];
const letters = new Set([...list, 'x']);
let a = 0;
let b = 0;
({ a, b } = { a: 1, b: 2 });
for (const [key, { length }] of Object.entries({ one: 'abc', two: [1, 2] })) {
  const line = `${key}=${length}`;
  console.log(line);
}
console.log(
  host,
  number,
  data,
  otherPaths,
  firstFlag,
  thirdFlag,
  missing,
  left,
  right,
  extra,
  without,
  inverted,
  total,
  picked,
  letters.size,
  a + b,
);

export {};
