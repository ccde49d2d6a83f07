/**
 * Generated programs come out alike, plainly and traced: what they print, what they do to loud values, stacks, how they end.
 * `npm test` runs the same few hundred each time. More, and others: INTERIM_EXAMPLES=5000 (SEED=7 repeats one such run).
 * A failure names its program; what it shows, made small, becomes a snippet of ../node/corpus.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Outcome, runPlain, runTraced, writeFolder } from '../node/traced.ts';
import { programs } from './programs.ts';

/** Programs that share a process: starting one costs more than running many. */
const BATCH = 75;
const MARK = '@@@@ ';
const examples = Number(process.env.INTERIM_EXAMPLES ?? 0);
const seed = Number(process.env.SEED ?? (examples > 0 ? Date.now() % 1_000_000 : 1));
const loud = fs.readFileSync(path.join(import.meta.dirname, 'loud.mjs'), 'utf8');

const oneByOne = (count: number) => `for (let i = 0; i < ${count}; i++) {
  console.log('${MARK}' + i);
  try { await import('./p' + i + '.mjs') } catch (e) { console.log('threw', e?.stack ?? e) }
}`;

interface Pair {
  plain: Outcome;
  traced: Outcome;
  /** Files of programs that were recorded. */
  recorded: Set<string>;
}

async function runBoth(texts: string[], entry: string): Promise<Pair> {
  const files = Object.fromEntries(texts.map((text, index) => [`p${index}.mjs`, text]));
  const folder = writeFolder({ ...files, 'loud.mjs': loud, 'main.mjs': oneByOne(texts.length) });
  const plain = runPlain(folder, entry);
  const traced = await runTraced(folder, entry);
  const recorded = new Set(traced.records.flatMap((record) => (record.k === 'module' ? [record.file] : [])));
  fs.rmSync(folder, { recursive: true });
  fs.rmSync(traced.runFolder, { recursive: true });
  return { plain, traced, recorded };
}

/**
 * Known differences of the tracer (its README): where V8 throws by itself, the code that it quotes to say what is no function and not
 * iterable or cannot be destructured, and the place of that error's own frame; the name that V8 guesses for a class in a private field.
 */
function comparable(text: string): string {
  return text
    .replace(
      /TypeError: .* is not (?:a function|iterable|async iterable|a constructor).*$/gm,
      'TypeError: is not of use',
    )
    .replace(
      /Cannot destructure property '(.*?)' of '.*' as it is (undefined|null)\./g,
      "Cannot read properties of $2 (reading '$1')",
    )
    .replace(/at new (?:#\w+|[a-z]\w*) /g, 'at new <anonymous> ')
    .replace(/^((?:.*\s)?(?:TypeError|ReferenceError): .*\n +at .*):\d+:\d+/gm, '$1');
}

const split = (stdout: string) => stdout.split(MARK).slice(1).map(comparable);

async function assertAlike(texts: string[]): Promise<void> {
  const { plain, traced, recorded } = await runBoth(texts, 'main.mjs');
  const [was, is] = [split(plain.stdout), split(traced.stdout)];
  assert.equal(was.length, texts.length, `the plain run got through: ${plain.stderr}`);
  for (const [index, text] of texts.entries()) {
    assert.doesNotMatch(was[index] ?? '', /threw SyntaxError/, text);
    assert.equal(is[index], was[index], text);
    assert.ok(recorded.has(`p${index}.mjs`), `recorded: ${text}`);
  }
  assert.equal(comparable(traced.stderr), comparable(plain.stderr));
  assert.equal(traced.status, plain.status);
}

const wanted = examples || 4 * BATCH;
const texts = fc.sample(programs, { numRuns: wanted, seed });

for (let at = 0; at < texts.length; at += BATCH) {
  const batch = texts.slice(at, at + BATCH);
  test(`generated programs ${at + 1} to ${at + batch.length} (seed ${seed})`, () => assertAlike(batch));
}

test('programs that end by an error end alike', async () => {
  for (const [index, text] of texts.slice(0, 4).entries()) {
    const ending = `${text}\nprocess.exitCode = ${index};\n${index % 2 ? "throw new Error('end')" : 'later(1).then(() => { throw a })'};\n`;
    const { plain, traced } = await runBoth([ending], 'p0.mjs');
    assert.equal(comparable(traced.stdout), comparable(plain.stdout), ending);
    assert.equal(comparable(traced.stderr), comparable(plain.stderr), ending);
    assert.equal(traced.status, plain.status);
    assert.notEqual(plain.status, 0, 'it ended by the error');
  }
});
