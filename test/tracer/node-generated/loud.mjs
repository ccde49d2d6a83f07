/**
 * What generated programs use. `log` shows without running a getter or a trap; a loud value prints each thing that is done to it.
 * `turn` gives a whole program its turns; `keep` and `short` cut what would double with each of them.
 */
import { inspect } from 'node:util';

let logged = 0;
let turns = 0;
export function begin() {
  logged = 0;
  turns = 120;
}
export const turn = () => turns-- > 0;

const show = (x) => inspect(x, { depth: 2, breakLength: Infinity, maxArrayLength: 5, maxStringLength: 400 });
const print = (...all) => {
  if (logged++ < 150) console.log(...all);
};
export const log = (...all) => {
  print(all.map(show).join());
  return all[0];
};

const louds = new WeakSet();
const trap =
  (name) =>
  (target, ...rest) => {
    print(name, typeof rest[0] === 'object' ? '' : String(rest[0]));
    return Reflect[name](target, ...rest);
  };
const names = Object.getOwnPropertyNames(Reflect).filter((name) => typeof Reflect[name] === 'function');
const traps = Object.fromEntries(names.map((name) => [name, trap(name)]));
export const loud = (value) => {
  const made = new Proxy(value, traps);
  louds.add(made);
  return made;
};

const held = (value) => Object.values(Object.getOwnPropertyDescriptors(value)).map((each) => each.value);
const isDeep = (value, levels) =>
  levels < 0 ||
  (typeof value === 'object' &&
    value !== null &&
    !louds.has(value) &&
    held(value).some((each) => isDeep(each, levels - 1)));
export function keep(value) {
  if (typeof value === 'string') return value.slice(0, 40);
  if (typeof value === 'bigint') return value % 1000n;
  return isDeep(value, 3) ? 'deep' : value;
}
export function short(value) {
  if (typeof value === 'object' || typeof value === 'function') return typeof value;
  return typeof value === 'string' ? value.slice(0, 9) : keep(value);
}

export const said = (e) => (e instanceof Error ? `${e.name}: ${e.message}` : e);
export const tag = (parts, ...values) => parts.raw.join() + values.length;
export const f0 = (value) => (Array.isArray(value) ? value.length : value);
export const later = async (value) => value;
export const first = (all) => {
  for (const each of all) return each;
};
export const gather = async (all) => {
  const found = [];
  for await (const each of all) found.push(each);
  return found;
};
export class Base {
  constructor(value) {
    this.a = value;
  }
  m() {
    return typeof this.f;
  }
}
