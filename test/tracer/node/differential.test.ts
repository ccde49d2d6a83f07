/** The program cannot tell: each snippet of the corpus prints the same plainly and traced, stacks and messages included. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readTheme, themes } from './corpus.ts';
import { knownDifference } from './knownDifferences.ts';
import { runPlain, runTraced, writeFolder } from './traced.ts';

const MARK = '@@@@ ';
const chosen = process.env.CASE?.split(',');

/** The snippets one after the other, each given the time to end what it left to timers. */
const mainOf = (names: string[]) => `for (const name of ${JSON.stringify(names)}) {
  console.log(${JSON.stringify(MARK)} + name);
  try { await import('./' + name) } catch (e) { console.log('threw', e instanceof Error ? e.stack : e) }
  await new Promise((r) => setTimeout(r, 2));
}`;

const split = (stdout: string) =>
  new Map(
    stdout
      .split(MARK)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)]),
  );

for (const theme of themes) {
  const snippets = readTheme(theme).filter(({ name }) => !chosen || chosen.includes(name));
  if (snippets.length === 0) continue;
  const names = snippets.map(({ name }) => name);
  describe(theme, async () => {
    const folder = writeFolder({
      ...Object.assign({}, ...snippets.map(({ files }) => files)),
      'main.mjs': mainOf(names),
    });
    const plain = runPlain(folder, 'main.mjs');
    const traced = await runTraced(folder, 'main.mjs');
    const [was, is] = [split(plain.stdout), split(traced.stdout)];
    for (const name of names) {
      test(name, () => {
        assert.ok(was.get(name), 'the plain run prints something');
        const why = knownDifference(`${theme}/${name}`);
        if (why === undefined) assert.equal(is.get(name), was.get(name));
        else assert.notEqual(is.get(name), was.get(name), `no longer different: take it out (${why})`);
      });
    }
    test(`${theme}: standard error, exit code`, () => {
      assert.equal(traced.stderr, plain.stderr);
      assert.equal(traced.status, plain.status);
    });
    test(`${theme}: every module was traced`, () => {
      const files = traced.records.flatMap((record) => (record.k === 'module' ? [record.file] : []));
      const refused = (name: string) => /^threw SyntaxError/.test(was.get(name) ?? '');
      const untraced = snippets.filter(({ name }) => !files.includes(name) && !refused(name));
      assert.deepEqual(
        untraced.map(({ name }) => name),
        snippets.flatMap(({ name, traced }) => (traced || refused(name) ? [] : [name])),
      );
    });
  });
}
