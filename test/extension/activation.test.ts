/** Activation registers and loads nothing heavy. Its own processor time is measured, so that a busy machine does not matter. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const bundle = path.resolve(import.meta.dirname, '../../dist/extension.cjs');

/** Stands for all of `vscode`: whatever is asked of it is there and does nothing. */
const MEASURE = `
const anything = () => new Proxy(function () {}, {
  get: (_, name) => (name === 'then' ? undefined : name === Symbol.toPrimitive ? () => '' : anything()),
  apply: () => anything(),
  construct: () => anything(),
  set: () => true,
});
const names = 'window workspace commands debug languages extensions l10n env Uri Disposable EventEmitter ViewColumn StatusBarAlignment RelativePattern ThemeIcon ThemeColor DecorationRangeBehavior DebugConfigurationProviderTriggerKind';
const vscode = Object.fromEntries(names.split(' ').map((name) => [name, anything()]));
const Module = require('node:module');
const load = Module._load;
const asked = new Set();
Module._load = function (name, ...rest) {
  asked.add(name);
  return name === 'vscode' ? vscode : load.call(this, name, ...rest);
};
require('node:crypto');
const before = process.cpuUsage();
require(${JSON.stringify(bundle)}).activate({ subscriptions: [], extensionUri: {}, workspaceState: {} });
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ ms: (user + system) / 1000, asked: [...asked] }));
process.exit();
`;

test('activation takes less than 50 ms and loads no debug adapter, no child processes, no network', {
  skip: !existsSync(bundle),
}, () => {
  const runs = [1, 2, 3].map(() => JSON.parse(execFileSync(process.execPath, ['-e', MEASURE], { encoding: 'utf8' })));
  const best = Math.min(...runs.map(({ ms }) => ms));
  assert.ok(best < 50, `${best} ms`);
  for (const { asked } of runs)
    for (const heavy of ['node:child_process', 'child_process', 'net', 'node:net', 'node:http', 'node:worker_threads'])
      assert.ok(!asked.includes(heavy), `${heavy} is loaded at activation`);
});
