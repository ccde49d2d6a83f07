/** Of a hundred planted secrets none is in a run folder: not in records, previews, sources, or what the tracer starts from. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { interim, onlyRun } from '../cli/interim.ts';
import { makeWorkspace } from '../recorder/workspaceFixture.ts';
import { namedSecrets, type Planted, shapedSecrets } from './corpus.ts';
import { type Program, pythonProgram, typescriptProgram } from './programs.ts';

const shaped = shapedSecrets();
const named = namedSecrets();

/** By secret, the files of the run folder that hold it. */
function leaks(folder: string, secrets: Planted[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap((entry) => {
    const bytes = readFileSync(path.join(entry.parentPath, entry.name));
    return secrets.flatMap(({ id, value }) => (bytes.includes(value) ? [`${id} in ${entry.name}`] : []));
  });
}

async function record(t: TestContext, { file, source }: Program, options: string[] = []) {
  const work = makeWorkspace(t, {
    [file]: source,
    'people.csv': 'email,home_ssn,n\nada@x.example,123456701,9041\nbob@x.example,123456702,9042\n',
    'given.txt': shaped.map(({ text }) => text).join('\n'),
    'settings.json': JSON.stringify({ logins: named.map(({ name, value }) => ({ user: 'a', [name]: value })) }),
  });
  const env: Record<string, string> = Object.fromEntries(named.map(({ name, value }) => [`APP_${name}`, value]));
  env.PWD = work.folder;
  const args = ['--password', named[0]?.value ?? '', `--note=${shaped[0]?.text ?? ''}`];
  const outcome = await interim(work, ['run', ...options, file, ...args], '', { env });
  assert.equal(outcome.code, 0, outcome.stderr);
  return { run: onlyRun(work), work };
}

for (const program of [pythonProgram(shaped, named), typescriptProgram(shaped, named)])
  test(`a hundred planted secrets leave no trace in the run (${program.file})`, async (t) => {
    assert.equal(shaped.length + named.length, 100);
    const { run, work } = await record(t, program);
    assert.deepEqual(leaks(run.folder, [...shaped, ...named]), []);
    const shown = (await interim(work, ['show', '--all'])).stdout;
    assert.match(shown, /•••/, 'the mask stands where the secrets stood');
    assert.match(shown, /city|bonn/, 'and the rest is told');
  });

const PEOPLE = {
  'main.py':
    'import pandas as pd\npeople = pd.read_csv("people.csv")\n' +
    'one = {"email": "ada@x.example", "n": 9043}\nolder = people[people.n > 9041]\nprint(len(older), one["n"])\n',
  'main.ts':
    "const people = [{ email: 'ada@x.example', home_ssn: 123456701, n: 9041 }, { email: 'bob@x.example', home_ssn: 123456702, n: 9042 }];\n" +
    "const one = { email: 'ada@x.example', n: 9043 };\nconst older = people.filter((each) => each.n > 9041);\nconsole.log(older.length, one.n);\n",
};

test('the folder that a program runs in is no secret, whatever its variable is called', async (t) => {
  const sources = {
    'main.py': 'import os\nplace = os.getcwd()\nprint(len(place) > 0)\n',
    'main.ts': 'const place = process.cwd();\nconsole.log(place.length > 0);\n',
  };
  for (const [file, source] of Object.entries(sources)) {
    const { run, work } = await record(t, { file, source });
    assert.ok(kept(run.folder).includes(work.folder), file);
  }
});

const kept = (folder: string): string =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .join('\n');

for (const [file, source] of Object.entries(PEOPLE)) {
  test(`columns and keys that the user masks are masked, numbers too (${file})`, async (t) => {
    const { run } = await record(t, { file, source }, ['--mask', 'email', '--mask', '*_ssn']);
    const text = kept(run.folder);
    assert.doesNotMatch(text, /@x\.example|1234567/);
    assert.match(text, /"n"/);
    assert.match(text, /9041/, 'what is not masked is kept');
  });

  test(`with values off only kinds, types and shapes are kept (${file})`, async (t) => {
    const { run, work } = await record(t, { file, source }, ['--no-values']);
    assert.doesNotMatch(kept(run.folder), /@x\.example|1234567|904[123]/);
    assert.match((await interim(work, ['show'])).stdout, /older #\d+ +1 (× 3|item)/);
  });
}
