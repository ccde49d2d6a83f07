import { createHash } from 'node:crypto';
import ts from 'typescript';

const text = `
enum Level { Low = 1, High }
interface Row<T extends object = {}> { readonly id: number; data?: T }
type Pick2<T> = { [K in keyof T as K extends string ? \`x_\${K}\` : never]: T[K] };
abstract class Base<T> { constructor(protected v: T, public readonly n = 1) {} abstract m(): T; get w(): T { return this.v } }
class Derived extends Base<number> { #p = [1]; m() { return this.v + this.#p.length } async *g() { yield* [1, 2]; await null } static { console.log(Level.High) } }
export const f = <T,>(rows: Row<any>[], ...rest: T[]): T[] => rows?.map((r) => r.data ?? rest[0]) as T[];
const bad: string = 5; let un; un.x; f(1); new Derived('a').nope;
export default function named({ a = 1, ...o }: { a?: number; b: string }) { for (const [k, v] of Object.entries(o)) console.log(\`\${k}: \${v}\`); label: while (true) { break label } return a ** 2 }
namespace N { export const x = 1 } declare module 'z' { const y: number } export { N };
`;
const options = { target: ts.ScriptTarget.ES2017, module: ts.ModuleKind.CommonJS, strict: true, declaration: true, sourceMap: true, lib: ['lib.es2020.d.ts'], types: [] };
const host = ts.createCompilerHost(options);
const { getSourceFile } = host;
const written = {};
host.getSourceFile = (name, ...rest) => (name === 'in.ts' ? ts.createSourceFile(name, text, options.target, true) : getSourceFile.call(host, name, ...rest));
host.writeFile = (name, content) => { written[name] = content };
host.fileExists = (name) => name === 'in.ts';
const program = ts.createProgram(['in.ts'], options, host);
const emitted = program.emit();
console.log(ts.getPreEmitDiagnostics(program).concat(emitted.diagnostics).map((d) => `${d.file?.fileName}:${d.start} TS${d.code} ${ts.flattenDiagnosticMessageText(d.messageText, '\n')}`).join('\n'));
for (const [name, content] of Object.entries(written)) console.log(name, content);
console.log(ts.version, createHash('sha256').update(JSON.stringify(ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES5, jsx: ts.JsxEmit.React } }))).digest('hex'));
const file = program.getSourceFile('in.ts');
const checker = program.getTypeChecker();
const types = [];
const visit = (node) => { if (ts.isIdentifier(node)) types.push(checker.typeToString(checker.getTypeAtLocation(node))); ts.forEachChild(node, visit) };
visit(file);
console.log(types.join(' | '));
