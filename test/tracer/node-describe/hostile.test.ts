/** Nothing of the program runs while its values are described: every trap, getter and method here counts its calls. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { describe, fingerprint, isData } from '../../../src/tracer/node/describe/index.ts';
import { LIMITS } from './limits.ts';

/** An object every part of which tells on whoever runs it. */
function hostile(calls: string[]): object {
  const target = Object.create(
    Object.defineProperties(
      {},
      {
        constructor: { get: () => tell('constructor') },
        inherited: { get: () => tell('inherited') },
        toString: { value: () => tell('toString') },
        valueOf: { value: () => tell('valueOf') },
        toJSON: { value: () => tell('toJSON') },
        [Symbol.iterator]: { value: () => tell('iterator') },
        [Symbol.toPrimitive]: { value: () => tell('toPrimitive') },
        [Symbol.toStringTag]: { get: () => tell('toStringTag') },
        [Symbol.for('nodejs.util.inspect.custom')]: { value: () => tell('inspect') },
      },
    ),
  ) as object;
  function tell(what: string): unknown {
    calls.push(what);
    return { what };
  }
  const names = [
    'role',
    'content',
    'choices',
    'steps',
    '_names',
    '_data',
    'schema',
    'batches',
    '$columns',
    'data',
    'type',
    ...[
      'dataId',
      '_trainableWeights',
      'lc_namespace',
      'pageContent',
      'metadata',
      '_ldf',
      'x0',
      'x1',
      'object',
      'usage',
    ],
  ];
  for (const name of ['own', 'length', 'size', 'then', 'next', 'message', 'stack', ...names]) {
    Object.defineProperty(target, name, { enumerable: true, get: () => tell(name) });
  }
  return target;
}

function trap(calls: string[], target: object): object {
  const handler = Object.fromEntries(
    Object.getOwnPropertyNames(Reflect).map((name) => [
      name,
      (...args: unknown[]) => {
        calls.push(name);
        return (Reflect[name as keyof typeof Reflect] as (...given: unknown[]) => unknown)(...args);
      },
    ]),
  );
  return new Proxy(target, handler as ProxyHandler<object>);
}

function withThen(target: object, calls: string[]): object {
  return Object.defineProperty(target, 'then', { value: () => calls.push('then'), enumerable: true });
}

const SHAPES: [name: string, make: (calls: string[]) => unknown][] = [
  ['getters everywhere', hostile],
  ['a proxy', (calls) => trap(calls, { a: 1 })],
  ['a proxy of an array', (calls) => trap(calls, [1, 2, 3])],
  ['a proxied function', (calls) => trap(calls, () => 1)],
  ['a proxy as prototype', (calls) => Object.create(trap(calls, {}))],
  ['an array with a proxy as prototype', (calls) => Object.setPrototypeOf([1, 2], trap(calls, []))],
  ['hostile items', (calls) => [hostile(calls), trap(calls, {}), hostile(calls)]],
  [
    'records with hostile fields',
    (calls) => [1, 2, 3].map((id) => ({ id, x: 'a', y: 2, field: hostile(calls), proxy: trap(calls, {}) })),
  ],
  [
    'records with getters',
    (calls) =>
      [1, 2, 3].map((id) => ({
        id,
        get price() {
          return calls.push('price');
        },
      })),
  ],
  ['accessor elements', (calls) => Object.defineProperty([1, 2, 3], 1, { get: () => calls.push('element') })],
  [
    'a hole over a getter of the prototype',
    (calls) => {
      const values = Object.setPrototypeOf(
        new Array(4),
        Object.create(Array.prototype, { 2: { get: () => calls.push('hole') } }),
      );
      values[0] = 1;
      return values;
    },
  ],
  [
    'a map with hostile keys',
    (calls) =>
      new Map<object, unknown>([
        [hostile(calls), hostile(calls)],
        [trap(calls, {}), 1],
      ]),
  ],
  ['a set of proxies', (calls) => new Set([trap(calls, {}), hostile(calls)])],
  [
    'a map whose class overrides everything',
    (calls) => {
      class Loud extends Map<string, number> {
        override get size(): number {
          return calls.push('size');
        }
        override forEach(): void {
          calls.push('forEach');
        }
        override entries(): MapIterator<[string, number]> {
          calls.push('entries');
          return super.entries();
        }
        override [Symbol.iterator](): MapIterator<[string, number]> {
          calls.push('iterator');
          return super.entries();
        }
        static override get name(): string {
          calls.push('name');
          return 'Loud';
        }
      }
      const map = new Loud();
      Map.prototype.set.call(map, 'a', 1);
      return map;
    },
  ],
  [
    'an array whose class overrides everything',
    (calls) => {
      class Loud extends Array<number> {
        override map(): never {
          throw calls.push('map');
        }
        override slice(): never {
          throw calls.push('slice');
        }
        override some(): never {
          throw calls.push('some');
        }
        override [Symbol.iterator](): never {
          throw calls.push('iterator');
        }
        static override get [Symbol.species](): ArrayConstructor {
          calls.push('species');
          return Array;
        }
      }
      const values = new Loud();
      Array.prototype.push.call(values, 1, 2, 3);
      return values;
    },
  ],
  [
    'messages whose content is hostile',
    (calls) => [
      {
        role: 'user',
        content: Object.assign(['a'], { every: () => calls.push('every'), map: () => calls.push('map') }),
      },
    ],
  ],
  ['a completion with getters', (calls) => ({ choices: [hostile(calls)], usage: hostile(calls), model: 'm' })],
  [
    'an error with a hostile stack',
    (calls) => Object.defineProperty(new Error('x'), 'stack', { get: () => calls.push('stack') }),
  ],
  [
    'a date whose methods were replaced',
    (calls) =>
      Object.assign(new Date(0), { getTime: () => calls.push('getTime'), toISOString: () => calls.push('iso') }),
  ],
  ['a thenable', (calls) => withThen({}, calls)],
  ['a promise with its own then', (calls) => withThen(Promise.resolve(1), calls)],
  [
    'a generator',
    (calls) =>
      (function* () {
        yield calls.push('advanced');
      })(),
  ],
  [
    'an async generator',
    (calls) =>
      (async function* () {
        yield calls.push('advanced');
      })(),
  ],
  [
    'an iterator of the program',
    (calls) => ({
      next: () => calls.push('next'),
      [Symbol.iterator]() {
        calls.push('iterator');
        return this;
      },
    }),
  ],
  ['an iterator helper', (calls) => ([1, 2].values() as unknown as number[]).map(() => calls.push('mapped'))],
  [
    'a regular expression with its own flags',
    (calls) => Object.defineProperty(/a/g, 'flags', { get: () => calls.push('flags') }),
  ],
  [
    'a look-alike of an Arquero table',
    (calls) => ({ _names: [hostile(calls)], _data: hostile(calls), _total: 2, _nrows: 2, _mask: hostile(calls) }),
  ],
];

for (const [name, make] of SHAPES) {
  test(`nothing of the program runs: ${name}`, () => {
    const calls: string[] = [];
    const value = make(calls);
    calls.length = 0;
    const description = describe(value, LIMITS);
    if (typeof value === 'object' && value !== null) fingerprint(value);
    isData(value);
    JSON.stringify(description);
    assert.deepEqual(calls, []);
    assert.notEqual(description.why, 'failed');
  });
}

test('a response is not read, a promise is not settled, a rejected promise stays unhandled by us', async () => {
  const response = new Response('body');
  assert.equal(describe(response, LIMITS).kind, 'lazy');
  assert.equal(response.bodyUsed, false);
  assert.equal(await response.text(), 'body');
  const index = new URL('../../../src/tracer/node/describe/index.ts', import.meta.url).href;
  const program = `import { describe } from '${index}';
    process.on('unhandledRejection', (error) => { console.log(error.message); });
    console.log(describe(Promise.reject(new Error('nobody catches this')), ${JSON.stringify(LIMITS)}).kind);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  assert.equal(stdout, 'lazy\nnobody catches this\n');
});

test('deep nesting and cycles end', () => {
  let deep: unknown = 1;
  for (let level = 0; level < 100_000; level++) deep = { deep };
  assert.equal(describe(deep, LIMITS).kind, 'record');
  const loop: Record<string, unknown> = { name: 'loop' };
  loop.self = loop;
  assert.equal(describe(loop, LIMITS).summary.cyclic, true);
  const list: unknown[] = [];
  list.push(list, list);
  assert.equal(describe(list, LIMITS).summary.cyclic, true);
  assert.ok(fingerprint(loop) !== undefined);
});
