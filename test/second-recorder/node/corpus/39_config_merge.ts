type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
function merge(base: Json, over: Json): Json {
  if (!isObject(base) || !isObject(over)) return over;
  const result: { [key: string]: Json } = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = result[key];
    result[key] = before === undefined ? value : merge(before, value);
  }
  return result;
}
const defaults: Json = { db: { host: 'localhost', pool: { min: 1, max: 5 } }, tags: ['a'], debug: false };
const production: Json = { db: { host: 'db.internal', pool: { max: 50 } }, tags: ['b', 'c'] };
const config = merge(defaults, production);
function* leaves(value: Json, path: string[] = []): Generator<[string, Json]> {
  if (!isObject(value)) {
    yield [path.join('.'), value];
    return;
  }
  for (const key of Object.keys(value).sort()) yield* leaves(value[key] ?? null, [...path, key]);
}
const flat = Object.fromEntries(leaves(config));
const changed = [...leaves(config)].filter(
  ([key, value]) => JSON.stringify(Object.fromEntries(leaves(defaults))[key]) !== JSON.stringify(value),
);
const env: Record<string, string> = {};
for (const [key, value] of Object.entries(flat)) env[`APP_${key.toUpperCase().replaceAll('.', '_')}`] = String(value);
const text = JSON.stringify(config, (key, value: unknown) => (key === 'host' ? undefined : value));
const parsed = JSON.parse(text, (_, value: unknown) => (typeof value === 'number' ? value * 2 : value)) as Record<
  string,
  unknown
>;
const depth = Math.max(...Object.keys(flat).map((key) => key.split('.').length));
console.log(Object.keys(env), changed.length, parsed.debug, depth);

export {};
