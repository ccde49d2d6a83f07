import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import * as acorn from 'acorn';

const file = createRequire(import.meta.url).resolve('acorn').replace(/acorn\.js$/, 'acorn.mjs');
const text = fs.readFileSync(file, 'utf8');
const comments = [];
const tree = acorn.parse(text, { ecmaVersion: 'latest', sourceType: 'module', locations: true, onComment: comments });
const kinds = {};
const walk = (node) => {
  if (Array.isArray(node)) return node.forEach(walk);
  if (!node || typeof node !== 'object') return;
  if (typeof node.type === 'string') kinds[node.type] = (kinds[node.type] ?? 0) + 1;
  for (const [key, value] of Object.entries(node)) if (key !== 'loc') walk(value);
};
walk(tree);
console.log(kinds, comments.length, createHash('sha256').update(JSON.stringify(tree)).digest('hex'));
let tokens = 0;
for (const token of acorn.tokenizer(text, { ecmaVersion: 2022, sourceType: 'module' })) tokens += token.type.label.length;
console.log(tokens, acorn.version, acorn.getLineInfo(text, 5000), acorn.isNewLine(10), acorn.tokTypes.arrow);
for (const code of ['let a = ;', 'a ?? b || c', 'class { #x; m() { this.#y } }', 'for await (x of y);', 'await 1', '/(?<a>.)(?<a>.)/', '`${', '"\\u{110000}"', 'return 1', 'import.meta', '({ a = 1 })', 'yield = 1', 'async () => { for await (const x of y) {} }', 'class A { static { await } }', 'a?.b`c`', '0x', '08n', 'let let = 1', '<!-- c', 'new.target', 'super()', 'with (a) b', '/[/v', 'label: label: 1'])
  for (const sourceType of ['script', 'module'])
    try { console.log(code, sourceType, acorn.parse(code, { ecmaVersion: 2025, sourceType }).body[0]?.type) } catch (error) { console.log(code, sourceType, error.message, error.pos, error.raisedAt, error.loc) }
class Extended extends acorn.Parser { static made = []; parseStatement(...rest) { const node = super.parseStatement(...rest); Extended.made.push(node.type); return node } }
Extended.parse('if (a) { b() } else for (;;) c', { ecmaVersion: 2020 });
console.log(Extended.made, acorn.parseExpressionAt('x + y; z', 0, { ecmaVersion: 2020 }).end, acorn.Parser.extend((P) => class extends P { get extra() { return 1 } }).prototype.extra, acorn.parse.toString().length, acorn.Parser.name);
