/**
 * Programs of JavaScript, made of the forms that an instrumenter can get wrong. Each ends: loops ask for their turns, functions are
 * called only by what stands after them, and `keep` and `short` hold small what loops pile up.
 */
import fc from 'fast-check';

const names = ['a', 'b', 'c', 'd'] as const;
const name = fc.constantFrom(...names);
const literal = fc.oneof(
  fc.integer({ min: -3, max: 9 }).map((value) => (value < 0 ? `(${value})` : String(value))),
  fc.constantFrom("'s'", '`t`', 'null', 'undefined', 'true', '10n', '[]', '({})', 'loud({ a: 1 })', 'loud([1, 2])'),
);
/** What may stand in any function, whatever kind of function is around it. */
const atom = fc.oneof(name, literal);

/** Where a piece stands says what may stand in it: `await`, `yield`, `break`, `return`. */
interface Surroundings {
  async: boolean;
  generator: boolean;
  loop: boolean;
  inFunction: boolean;
}

export const moduleTop: Surroundings = { async: true, generator: false, loop: false, inFunction: false };
export const plainFunction: Surroundings = { async: false, generator: false, loop: false, inFunction: true };
export const asyncFunction: Surroundings = { ...plainFunction, async: true };
const generatorFunction: Surroundings = { ...plainFunction, generator: true };

/** Pieces are made of one another: each kind is built once. */
const built = new Map<string, fc.Arbitrary<string>>();
function once(kind: string, where: Surroundings, depth: number, build: () => fc.Arbitrary<string>) {
  const key = JSON.stringify([kind, where, depth]);
  const found = built.get(key) ?? build();
  built.set(key, found);
  return found;
}

const expressions = (where: Surroundings, depth: number) =>
  once('expression', where, depth, () =>
    depth <= 0
      ? fc.oneof(
          atom,
          name.map((x) => `f0(${x})`),
        )
      : fc.oneof(
          { weight: 2, arbitrary: atom },
          { weight: 4, arbitrary: operations(where, depth) },
          { weight: 4, arbitrary: accesses(where, depth) },
          { weight: 4, arbitrary: assignments(where, depth) },
          { weight: 3, arbitrary: functions(where, depth) },
        ),
  );

function operations(where: Surroundings, depth: number): fc.Arbitrary<string> {
  const inner = expressions(where, depth - 1);
  const operator = fc.constantFrom('+', '-', '*', '%', '<', '==', '===', '!=', '&&', '||', 'in', 'instanceof', '>>>');
  return fc.oneof(
    fc.tuple(inner, operator, inner).map(([l, op, r]) => `((${l}) ${op} (${r}))`),
    fc.tuple(inner, inner).map(([l, r]) => `(${l} ?? ${r})`),
    fc.tuple(inner, inner, inner).map(([c, t, e]) => `(${c} ? ${t} : ${e})`),
    fc.tuple(inner, inner).map(([l, r]) => `(${l}, ${r})`),
    fc.tuple(fc.constantFrom('typeof', 'void', '!', '-', '~'), inner).map(([op, x]) => `(${op} ${x})`),
    fc.tuple(inner, inner).map(([l, r]) => `\`\${${l}}-\${short(${r})}\``),
    fc.tuple(inner, inner).map(([l, r]) => `tag\`x\${${l}}y\\n\${${r}}\``),
    fc.tuple(inner, inner).map(([l, r]) => `[${l}, , ...[${r}]]`),
    fc.tuple(inner, inner).map(([l, r]) => `[...${l}, ${r}]`),
    fc
      .tuple(inner, inner, atom)
      .map(([l, r, x]) => `({ a: ${l}, [short(${r})]: ${r}, ...${l}, get c() { return ${x} }, d() { return this } })`),
    ...(where.async ? [inner.map((x) => `(await ${x})`), inner.map((x) => `(await later(${x}))`)] : []),
    ...(where.generator ? [inner.map((x) => `(yield ${x})`), inner.map((x) => `(yield* [${x}, 1])`)] : []),
  );
}

function accesses(where: Surroundings, depth: number): fc.Arbitrary<string> {
  const inner = expressions(where, depth - 1);
  return fc.oneof(
    fc.tuple(inner, name).map(([o, n]) => `(${o})?.${n}`),
    fc.tuple(inner, name).map(([o, n]) => `(${o}).${n}`),
    fc.tuple(inner, name, name).map(([o, n, m]) => `(${o})?.${n}.${m}`),
    fc.tuple(inner, inner).map(([o, k]) => `(${o})[${k}]`),
    fc.tuple(inner, inner).map(([o, k]) => `(${o})?.[${k}]?.(log(${k}))`),
    fc.tuple(inner, name, inner).map(([o, n, x]) => `(${o}).${n}(${x}, ...[${x}])`),
    fc.tuple(inner, inner).map(([x, y]) => `log(${x}, ...[${y}])`),
    fc.tuple(name, inner).map(([f, x]) => `${f}?.(${x})`),
    inner.map((x) => `delete (${x})?.a`),
  );
}

function assignments(where: Surroundings, depth: number): fc.Arbitrary<string> {
  const inner = expressions(where, depth - 1);
  const operator = fc.constantFrom('+=', '??=', '||=', '&&=', '-=', '=');
  return fc.oneof(
    fc.tuple(name, inner).map(([n, v]) => `(${n} = keep(${v}))`),
    fc.tuple(name, operator, inner).map(([n, op, v]) => `(${n} ${op} short(${v}))`),
    fc.tuple(name, name, operator, inner).map(([o, n, op, v]) => `(${o}.${n} ${op} short(${v}))`),
    fc.tuple(inner, inner, operator, inner).map(([o, k, op, v]) => `((${o})[${k}] ${op} short(${v}))`),
    fc.tuple(name, inner).map(([n, v]) => `([${n}, b = short(${v})] = [keep(${v})])`),
    fc.tuple(name, inner).map(([n, v]) => `({ a: ${n} = short(${v}), ...d } = { b: keep(${v}) })`),
    fc.tuple(name, name, inner).map(([o, n, v]) => `([${o}.a, { ${n} } = ${o}, ...${o}.b] = keep(${v}))`),
    fc.tuple(name, fc.constantFrom('++', '--')).map(([n, op]) => `(${n}${op})`),
    fc.tuple(name, name).map(([o, n]) => `(--${o}.${n})`),
  );
}

function functions(where: Surroundings, depth: number): fc.Arbitrary<string> {
  const inner = expressions(where, depth - 1);
  const body = blocks(plainFunction, depth - 1);
  return fc.oneof(
    fc.tuple(name, atom, atom).map(([n, d, x]) => `((${n} = ${d}) => ${x})()`),
    fc.tuple(inner, body).map(([x, b]) => `(function (a, { c } = {}, ...d) { ${b} })(${x})`),
    fc.tuple(atom, body).map(([x, b]) => `(new (function (b = ${x}) { log(new.target === undefined); ${b} })())`),
    blocks(generatorFunction, depth - 1).map((b) => `[...(function* () { ${b} })()]`),
    fc
      .tuple(blocks(generatorFunction, depth - 1), atom)
      .map(([b, x]) => `first((function* () { try { ${b} } finally { log(${x}) } })())`),
    fc.tuple(inner, name, atom).map(([x, n, y]) => `[${x}, 1].map((${n}) => ${y})`),
    fc
      .tuple(atom, body)
      .map(
        ([x, b]) =>
          `(new (class { #p = ${x}; static { log(this.name) } get v() { ${b} } m() { return #p in this } })()).v`,
      ),
    fc
      .tuple(atom, atom, body)
      .map(
        ([x, y, b]) =>
          `(new (class K extends Base { f = ${x}; constructor() { super(${y}); log(this.f) } m(a = super.m()) { ${b} } })()).m()`,
      ),
    ...(where.async
      ? [
          blocks(asyncFunction, depth - 1).map((b) => `(await (async () => { ${b} })())`),
          blocks({ ...asyncFunction, generator: true }, depth - 1).map(
            (b) => `(await gather((async function* () { ${b} })()))`,
          ),
        ]
      : []),
  );
}

export const blocks = (where: Surroundings, depth: number): fc.Arbitrary<string> =>
  once('block', where, depth, () =>
    fc.array(statements(where, depth), { minLength: 1, maxLength: 3 }).map((list) => list.join('\n')),
  );

function statements(where: Surroundings, depth: number): fc.Arbitrary<string> {
  const simple = simpleStatements(where, expressions(where, Math.min(depth, 2)));
  if (depth <= 0) return simple;
  return fc.oneof(
    { weight: 2, arbitrary: simple },
    { weight: 1, arbitrary: branches(where, depth) },
    { weight: 2, arbitrary: loops(where, depth) },
  );
}

function simpleStatements(where: Surroundings, value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    value.map((x) => `log(${x});`),
    value.map((x) => `${x};`),
    fc.tuple(name, value).map(([n, x]) => `${n} = keep(${x});`),
    value.map((x) => `{ const [k, { a: m = ${x} } = {}] = [${x}]; log(k, m); }`),
    value.map((x) => `{ log(early()); var v = keep(${x}); function early() { return typeof v } log(v); }`),
    fc.tuple(name, value).map(([n, x]) => `{ log(${n}); let z = keep(${x}), ${n} = z; log(() => ${n}, ${n}); }`),
    value.map((x) => `if (log(${x})) throw new Error('e' + short(a));`),
    ...(where.inFunction ? [value.map((x) => `return ${x};`), value.map((x) => `return ${x}, a;`)] : []),
    ...(where.loop ? [value.map((x) => `if (${x}) break;`), value.map((x) => `if (${x}) continue; else log(a);`)] : []),
  );
}

function branches(where: Surroundings, depth: number): fc.Arbitrary<string> {
  const value = expressions(where, Math.min(depth, 2));
  const block = blocks(where, depth - 1);
  return fc.oneof(
    fc.tuple(value, block, block).map(([x, t, e]) => `if (${x}) { ${t} } else { ${e} }`),
    fc.tuple(block, block, block).map(([t, c, f]) => `try { ${t} } catch (e) { log(said(e)); ${c} } finally { ${f} }`),
    fc.tuple(block, value).map(([t, x]) => `try { ${t} } finally { log(${x}) }`),
    fc
      .tuple(value, block, block)
      .map(([x, b, c]) => `switch (${x}) { case 1: ${b} default: { ${b} } case a: { ${c} } }`),
    fc.tuple(value, block).map(([x, b]) => `here${depth}: { if (${x}) break here${depth}; ${b} }`),
    fc.tuple(value, block).map(([x, b]) => `{ using u = { [Symbol.dispose]() { log(b) } }; log(${x}); ${b} }`),
  );
}

function loops(where: Surroundings, depth: number): fc.Arbitrary<string> {
  const value = expressions(where, Math.min(depth, 2));
  const body = blocks({ ...where, loop: true }, depth - 1);
  const turns = fc.constantFrom(2, 3, 40);
  return fc.oneof(
    fc.tuple(turns, body).map(([n, b]) => `for (let i = 0; i < ${n} && turn(); i++) { ${b} }`),
    fc.tuple(name, value, body).map(([n, x, b]) => `for (const ${n} of [${x}, 1, 2]) { ${b} }`),
    fc.tuple(value, body).map(([x, b]) => `for (const [k, ...a] of ${x}) { if (!turn()) break; ${b} }`),
    fc.tuple(value, body).map(([x, b]) => `for (var key in { a: ${x}, b: 1 }) { ${b} }`),
    fc.tuple(name, value, body).map(([n, x, b]) => `for (${n}.a of [${x}, 1]) { if (!turn()) break; ${b} }`),
    fc.tuple(turns, body).map(([n, b]) => `{ let left = ${n}; while (left-- > 0 && turn()) { ${b} } }`),
    fc.tuple(value, body).map(([x, b]) => `do { ${b} } while (log(${x}) && turn());`),
    fc
      .tuple(turns, value, value, body)
      .map(([n, x, y, b]) => `for (let i = ${x}, left = ${n}; turn() && left-- > 0; i = ${y}, log(i)) { ${b} }`),
    fc
      .tuple(name, turns, value, body)
      .map(([n, t, x, b]) => `{ let left = ${t}; while ((${n} = ${x}, left-- > 0) && turn()) { ${b} } }`),
    fc.tuple(body, body).map(
      ([x, y]) => `outer${depth}: for (let i = 0; i < 3; i++) { ${x}
for (const q of [1, 2]) { ${y}
if (q === i) continue outer${depth}; if (i > 1) break outer${depth} } }`,
    ),
    value.map(
      (x) =>
        `{ const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i + short(a)); log(fs.map((f) => f()), ${x}); }`,
    ),
    ...(where.async ? [fc.tuple(value, body).map(([x, b]) => `for await (const w of [${x}, later(1)]) { ${b} }`)] : []),
  );
}
