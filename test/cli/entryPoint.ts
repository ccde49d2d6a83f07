/** A program plainly and traced: both print the same, and the record tells the pipeline's own steps. One helper for all ways of starting. */
import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { makeWorkspace, type Workspace } from '../recorder/workspaceFixture.ts';
import { interim, python, start } from './interim.ts';

export interface Entry {
  files: Record<string, string>;
  /** What stands behind `interim run`, and behind the interpreter where Interim is not there. */
  run: string[];
  /** What the interpreter is given before it. */
  flags?: string[];
  /** What `interim show --all` must say of it: the pipeline's own steps. */
  told: RegExp[];
  /** Made in the workspace before it runs: link and what it leads to, in the workspace or by its absolute path. */
  links?: [link: string, target: string][];
  /** What differs from one plain run to the next. */
  noise?: RegExp;
}

export function works(name: string, entry: Entry): void {
  test(name, { skip: process.platform === 'win32' }, async (t) => {
    const work = makeEntry(t, entry);
    const plain = await plainly(work, entry);
    const flags = (entry.flags ?? []).map((flag) => `--runtime-arg=${flag}`);
    const traced = await interim(work, ['run', '--quiet', ...flags, ...entry.run], '', { env: OWN });
    const seen = ({ stdout, stderr, code }: typeof plain) => [stdout, stderr, code].map((one) => quiet(one, entry));
    assert.deepEqual(seen(traced), seen(plain));
    const shown = (await interim(work, ['show', '--all'], '', { env: { COLUMNS: '200' } })).stdout;
    for (const words of entry.told) assert.match(shown, words);
  });
}

function makeEntry(t: TestContext, { files, links = [] }: Entry): Workspace {
  const work = makeWorkspace(t, files);
  for (const [link, target] of links)
    symlinkSync(path.relative(path.dirname(work.at(link)), path.resolve(work.folder, target)), work.at(link));
  return work;
}

function plainly(work: Workspace, { run, flags = [] }: Entry) {
  const file = run[0] === '-m' || run[0]?.endsWith('.py') ? python : process.execPath;
  const started = start(file, [...flags, ...run], { cwd: work.folder, env: OWN });
  started.child.stdin?.end();
  return started.ended;
}

/** These tests are not what the program's tests report to. */
const OWN = { NODE_TEST_CONTEXT: undefined };

const quiet = (seen: string | number | null, { noise }: Entry): string | number | null =>
  typeof seen === 'string' && noise ? seen.replace(noise, '') : seen;

/** A step of a pipeline in TypeScript, rows for it, and how it is told. */
export const PRICED = `export interface Row { price: number | null }
export function clean(rows: Row[]): Row[] {
  const kept = rows.filter((row) => row.price !== null);
  return kept;
}
`;
export const KEPT_TS = /const kept = rows\.filter.*kept #[\d.]+ +(1 × 1|1 item)/;
export const ROWS_TS = '[{ price: 2 }, { price: null }]';
