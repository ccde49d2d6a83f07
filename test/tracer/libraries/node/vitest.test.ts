/**
 * A pipeline's tests under vitest, plainly and traced: the same outcomes, printed alike with code frames, stacks and diffs, and the
 * pipeline's steps and the tests' own told. In threads and contexts of their own the tests run as ever, unrecorded.
 */
import path from 'node:path';
import { KEPT_TS, PRICED, ROWS_TS, works } from '../../../cli/entryPoint.ts';

const vitest = (files: Record<string, string>, told: RegExp[], ...words: string[]) => ({
  files: { 'package.json': '{ "type": "module" }', ...files },
  links: [['node_modules', path.join(import.meta.dirname, 'node_modules')]] as [string, string][],
  run: ['node_modules/vitest/vitest.mjs', 'run', '--no-color', '--root', '.', ...words],
  noise: /\b\d+(\.\d+)?m?s\b|Start at.*|Duration.*/g,
  told,
});

const PRICES = {
  'pipeline.ts': PRICED,
  'pipeline.test.ts': `import { expect, test } from 'vitest';
import { clean } from './pipeline.ts';
test('rows without price go', () => {
  expect(clean(${ROWS_TS})).toEqual([{ price: 2 }]);
});
test('fails', () => {
  expect(clean(${ROWS_TS}).length).toBe(2);
});
`,
};

const ITS_TEST = /toEqual\(\[\{price: 2\}\]\)/;
const OWN_LOADER = '--experimental.viteModuleRunner=false';
works('vitest', vitest(PRICES, [KEPT_TS, ITS_TEST]));
works('vitest that keeps what it made of modules', vitest(PRICES, [KEPT_TS], '--experimental.fsModuleCache'));
works('vitest with Node’s own loader, in processes', vitest(PRICES, [KEPT_TS], '--pool', 'forks', OWN_LOADER));
// Its threads are given flags of their own, and so run untraced.
works('vitest, in threads', vitest(PRICES, [], '--pool', 'threads'));
works('vitest with Node’s own loader, in threads', vitest(PRICES, [], '--pool', 'threads', OWN_LOADER));
works('vitest, in contexts', vitest(PRICES, [], '--pool', 'vmForks'));

/** Modules in a circle, syntax that is rewritten, errors of V8's own, and what vitest reads from stacks and texts of functions. */
const ALL = {
  'lib.ts': `import { readFileSync } from 'node:fs';
import { later, other } from './circle.ts';
export enum Level { Low = 1, High }
export const base = await Promise.resolve(40);
export function sum(list: number[]): number { let s = 0; for (const x of list) s += x; return s }
export function bad(o: any): number {
  return o.missing.deep;
}
export const call = (o: any) => o.a.b(1).c.d();
export async function chain(n: number): Promise<number> {
  await null;
  if (n > 2) throw new RangeError(\`too deep \${n}\`, { cause: new Error('inner') });
  return chain(n + 1);
}
export function* gen() { try { yield 1; yield other() } finally { console.log('closed') } }
export class Base<T> { #p = 1; constructor(protected v: T, public n = 2) {} get w() { return this.#p + this.n } static make() { return new Base('x') } }
export default function (path: string) { return readFileSync(path, 'utf8').length }
export * from './more.ts';
export { later as renamed };
export const spread = (x: unknown) => { const [a, b] = x as any; return a + b };
`,
  'circle.ts': `import * as lib from './lib.ts';
export function other() { return lib.sum([1, 2]) }
export const later = () => lib.base;
`,
  'more.ts': `export const more = { k: 1 }; export type T = string;
export const big = (n: number) => { let t = 0; for (let i = 0; i < n; i++) { t += i % 3; if (i === 77) console.log(new Error('in loop').stack) } return t };
`,
  'view.tsx': `/** @jsxRuntime classic */
/** @jsx h */
const h = (tag: any, props: any, ...kids: any[]) => ({ tag, props, kids });
export const View = ({ n }: { n: number }) => <b id="x">{n + 1}{[1, 2].map((k) => <i>{k}</i>)}</b>;
`,
  'all.test.ts': `import { afterAll, beforeEach, describe, expect, it, test, vi } from 'vitest';
import size, { bad, Base, big, call, chain, gen, Level, more, renamed, spread, sum } from './lib';
import * as all from './lib';
import { View } from './view';
const { setup } = vi.hoisted(() => ({ setup: { n: 1 } }));
vi.mock('./more.ts', async (importOriginal) => ({ ...(await importOriginal<object>()), extra: setup.n }));
let n = 0;
beforeEach(() => { n++ });
describe.each([[1, 1], [2, 3]])('sums %i', (a, b) => { it('adds', () => { expect(sum([a, b])).toBe(a + b) }) });
test('reads', () => { bad({}) });
test('calls', () => { call({ a: {} }) });
test('destructures', () => { spread(5) });
test('calls deep', () => { call({ a: { b: () => ({ c: {} }) } }) });
test('no function', () => { (undefined as any)() });
test('async', async () => { await chain(0) });
test('rejects', async () => { await expect(chain(1)).rejects.toThrow('nope') });
test('differs', () => { expect({ a: [...gen()], l: Level, w: Base.make().w }).toEqual({ a: [1, 4] }) });
test('view', () => { expect(View({ n: 1 })).toMatchObject({ props: { id: 'y' } }) });
test('snapshots', () => { console.log(Object.keys(all).sort()); expect(Base.make().w).toMatchInlineSnapshot('3') });
test('inline throws', () => { expect(() => bad(null)).toThrowErrorMatchingInlineSnapshot(\`[TypeError: Cannot read properties of null (reading 'missing')]\`) });
test('stack', () => { console.log(new Error('here').stack!.split('\\n').slice(0, 3).join('\\n')); big(100); console.error(more, renamed(), size('package.json')) });
test('texts', () => { console.log(sum.toString(), String(Base), chain.name, spread.length) });
const ext = test.extend<{ db: number }>({ db: async ({}, use) => { await use(7) } });
ext('fixture', ({ db }) => { expect.soft(db).toBe(8); expect(db).toBe(7) });
test('spies', () => { const o = { f: (x: number) => x * 2 }; const s = vi.spyOn(o, 'f'); o.f(2); expect(s).toHaveBeenCalledWith(3) });
test('mocks', () => { const f = vi.fn((x: number) => { if (x > 1) throw new TypeError('mocked ' + x); return x }); f(1); f(2) });
test('reset', async () => { vi.resetModules(); const again = await import('./lib.ts'); expect(again.sum).not.toBe(sum); again.bad(undefined) });
test.concurrent('together', async () => { await null; expect(import.meta.env.MODE).toBe('test') });
test('string', () => { throw 'text' });
test.skip('skipped', () => {}); test.todo('todo');
afterAll(() => { console.log('n', n) });
void Promise.reject(new Error('unhandled'));
`,
};
works('vitest, where much fails', vitest(ALL, [/await chain\(0\)/, /too deep 3/, /sum\(\[a, b\]\)/]));

const AT_LOAD = {
  'load.test.ts': `import { test } from 'vitest';
const boom = (): never => { throw new Error('at load') };
export const x = boom();
test('never', () => {});
`,
};
works('vitest, where a test file throws as it loads', vitest(AT_LOAD, [/at load/]));
