// Getters, proxies and objects that raise, never end and lie, used as programs use values; it counts what is called on them.
const calls = new Map();
const count = (what) => calls.set(what, (calls.get(what) ?? 0) + 1);

const acts = {
  fail() {
    throw new Error('nobody may call this');
  },
  wait() {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30_000);
  },
  recurse: (again) => again(),
  lie: () => 1e9,
};

function makeGetters(name, act) {
  const value = {};
  const members = ['length', 'size', 'then', 'constructor', 'message', 'stack', 'role', 'content', 'own'];
  for (const key of [...members, Symbol.toStringTag, Symbol.iterator, Symbol.toPrimitive, 'toJSON', 'toString']) {
    const get = () => {
      count(`${name} ${String(key)}`);
      return act(get);
    };
    Object.defineProperty(value, key, { enumerable: true, configurable: true, get });
  }
  return value;
}

function makeProxy(name, act, target) {
  const traps = {};
  for (const trap of Object.getOwnPropertyNames(Reflect)) {
    const run = () => {
      count(`${name} ${trap}`);
      return act(run);
    };
    traps[trap] = run;
  }
  return new Proxy(target, traps);
}

const pairs = Object.entries(acts).flatMap(([name, act]) => [
  [`${name} getters`, makeGetters(name, act)],
  [`${name} proxy`, makeProxy(name, act, {})],
  [`${name} array`, makeProxy(name, act, [])],
  [`${name} function`, makeProxy(name, act, () => 0)],
  [`${name} parent`, Object.create(makeProxy(name, act, {}))],
  [`${name} fields`, Object.defineProperty([1, 2, 3], 1, { get: () => count(`${name} element`) })],
]);
calls.clear();
const values = pairs.map(([, value]) => value);
const table = pairs.map(([name, value]) => ({ name, value }));
const byName = new Map(pairs);

function handOn(value, ...more) {
  const kept = [value, more];
  return kept[0];
}

class Holder {
  #hidden;
  constructor(value) {
    this.value = value;
    this.#hidden = value;
  }
  get hidden() {
    count('Holder hidden');
    return this.#hidden;
  }
}

let same = 0;
for (const value of values) {
  const holder = new Holder(handOn(value, value));
  holder.value = [holder.value, value];
  const [alias] = holder.value;
  if (alias === value) same++;
}

function fails() {
  try {
    throw values[0];
  } catch (error) {
    return error === values[0];
  }
}

const kept = table.filter((row) => row.name.startsWith('lie'));
console.log(values.length, table.length, byName.size, kept.length, same, fails());
console.log([...calls]);
