/** Whole programs: what `loud.mjs` gives, functions and statements of the grammar, each caught and its stack logged. */
import fc from 'fast-check';
import { asyncFunction, blocks, moduleTop, plainFunction } from './grammar.ts';

const prelude = `import { begin, f0, keep, log, loud, said, short, tag, later, first, gather, turn, Base } from './loud.mjs';
begin();
let a = 1, b = [1, { a: 2 }], c = { a: { b: 3 } }, d;
`;

const body = fc.tuple(blocks(moduleTop, 3), blocks(plainFunction, 2), blocks(asyncFunction, 2), blocks(moduleTop, 1));

export const programs: fc.Arbitrary<string> = body.map(
  ([top, plain, async, last]) => `${prelude}
function g(a, { b } = {}) { ${plain} }
const h = async (c = a) => { ${async} };
const attempt = async (work) => { try { log(await work()) } catch (e) { console.log(e?.stack ?? e) } };
try { ${top} } catch (e) { console.log(e?.stack ?? e) }
await attempt(() => g(b, c)); await attempt(() => g(1)); await attempt(h); await attempt(() => h(d));
${last}
`,
);
