function fnv(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash;
}
const words = ['EWR', 'JFK', 'LGA', 'BOS', 'EWR'];
const BITS = 64;
const bloom = new Uint8Array(BITS / 8);
let collisions = 0;
for (const word of words) {
  const bit = fnv(word) % BITS;
  const byte = bit >> 3;
  const mask = 1 << (bit & 7);
  if ((bloom[byte] ?? 0) & mask) collisions++;
  bloom[byte] = (bloom[byte] ?? 0) | mask;
}
const has = (word: string): boolean => {
  const bit = fnv(word) % BITS;
  return ((bloom[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
};
const known = ['JFK', 'XYZ'].map(has);
const shards = words.map((word) => ({ word, shard: fnv(word) % 3 }));
const perShard = [0, 0, 0];
for (const { shard } of shards) perShard[shard] = (perShard[shard] ?? 0) + 1;
let x = 10;
x **= 2;
x %= 7;
x <<= 3;
x |= 1;
let text: string | null = null;
text ??= 'first';
text ||= 'second';
text &&= `${text}!`;
const big = 2n ** 70n;
const rest = big % 1_000_007n;
const flags = { a: true, b: false };
flags.a &&= flags.b;
flags.b ||= true;
console.log(collisions, known, perShard, x, text, rest, flags);

export {};
