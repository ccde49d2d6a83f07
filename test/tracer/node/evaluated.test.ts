/** Modules that a tool evaluates as vitest does: the same outcome, to the columns that the tool's own stacks see, and their steps told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord } from '../../../src/protocol/runLog.ts';
import { runPlain, runTraced, writeFolder } from './traced.ts';

const WRITTEN = `export function total(rows: number[]): number {
  const kept = rows.filter((row: number) => row > 1);
  return kept.reduce((sum, row) => sum + row, 0);
}
export const fail = (o: any) => { throw new RangeError(total.name + o.missing.deep) };
`;

/** As its server would make it: one line more, in front, that was not written. */
const MADE = `__export("total", () => total); __export("fail", () => fail);
function total(rows) {
  const kept = (0,__vi_import_0__.same)(rows).filter((row) => row > 1);
  return kept.reduce((sum, row) => sum + row, 0);
}
const fail = (o) => { throw new RangeError(total.name + o.missing.deep) };
`;

const map = (more: object) =>
  JSON.stringify({ version: 3, sources: ['lib.ts'], mappings: 'AAAA,CAAA;AAAA;AACA;AACA;AACA;AACA', ...more });

/** What a tool does with it: by hand, since vitest is too large to be among the packages of every test. */
const evaluator = (tail: string, worker: string) => `process.env.VITEST = 'true';
const { default: vm } = await import('node:vm');
const file = import.meta.dirname + '/lib.ts';
const exported = {};
const head = "'use strict';async (__export,__vi_import_0__)=>{{";
const run = (code) => vm.runInThisContext(head + code + '\\n}}', { filename: file, lineOffset: 0, columnOffset: -head.length });
globalThis.__vitest_worker__ = ${worker};
Error.prepareStackTrace = (error, sites) => error.message + sites.filter((site) => site.getFileName() === file).map((site) =>
  [site.getFunctionName(), typeof site.getThis(), site.getLineNumber(), site.getColumnNumber(), site.getPosition === undefined, site.isAsync(), String(site).length]);
await run(${JSON.stringify(MADE)} + ${JSON.stringify(tail)})((name, get) => { exported[name] = get }, { same: (x) => x });
console.log(exported.total()([1, 2, 3]), exported.total().toString(), vm.runInThisContext.toString(), vm.runInThisContext.length);
for (const value of [{}, null, { missing: { get deep() { throw new Error('getter') } } }, { missing: { deep: 1 } }])
  try { exported.fail()(value) } catch (error) { console.log(error.name, error.stack) }
try { await run('const x = 1;\\nnull.x;\\n' + ${JSON.stringify(tail)})() } catch (error) { console.log(error.stack) }
try { run('const = 1;\\n' + ${JSON.stringify(tail)}) } catch (error) { console.log(error.name, error.message) }
console.log(vm.runInThisContext('1 + 1'), vm.runInThisContext(head + '\\n}}', { filename: file, columnOffset: -head.length }).constructor.name);
`;

const coverage = (enabled: boolean) => `config: { coverage: { enabled: ${enabled} } }`;
const inline = `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map({ sourcesContent: [WRITTEN] })).toString('base64')}\n//# kept=1`;
const kept = `evaluatedModules: { idToModuleMap: new Map([[file, { meta: { sourceMap: ${JSON.stringify(map({ sourcesContent: [WRITTEN] }))} } }]]) }`;

const cases: Record<string, [tail: string, worker: string, told: boolean]> = {
  'the map stands in the code': [inline, `{ ${coverage(false)} }`, true],
  'the map is kept beside it': ['', `{ ${coverage(false)}, ${kept} }`, true],
  'there is no map': ['', `{ ${coverage(false)} }`, false],
  'what was written is not known': [
    `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map({})).toString('base64')}`,
    `{ ${coverage(false)} }`,
    false,
  ],
  'coverage is measured': [inline, `{ ${coverage(true)} }`, false],
  'it is another tool': [inline, 'undefined', false],
};

for (const [name, [tail, worker, told]] of Object.entries(cases))
  test(name, async () => {
    const folder = writeFolder({ 'main.mjs': evaluator(tail, worker) });
    const plain = runPlain(folder, 'main.mjs');
    const { stdout, stderr, status, signal, records } = await runTraced(folder, 'main.mjs');
    assert.equal(plain.status, 0, plain.stderr);
    assert.deepEqual({ stdout, stderr, status, signal }, plain);
    assert.deepEqual(told ? TOLD : [], toldOf(records));
  });

const TOLD = [
  '1 function total',
  '2 assign kept',
  '2 call .filter()',
  '2 call same()',
  '2 function lambda',
  '2 return return',
  '3 return return',
  '3 call .reduce()',
  '3 function lambda',
  '3 return return',
  '5 assign fail',
  '5 function fail',
  '5 call new RangeError()',
];

/** The sites of the first evaluated module, as far as they say how it is told. */
function toldOf(records: LogRecord[]): string[] {
  const module = records.find((each) => each.k === 'module' && each.file === 'lib.ts');
  const sites = records.find((each) => each.k === 'sites' && module?.k === 'module' && each.module === module.id);
  if (sites?.k !== 'sites') return [];
  return sites.sites
    .filter(([, , kind, op]) => kind === 'function' || op === 'call' || op === 'assign' || op === 'return')
    .map(([, , kind, op, label, line]) => `${line} ${kind === 'function' ? kind : op} ${label}`);
}
