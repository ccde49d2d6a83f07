/**
 * Each example says and writes the same plainly and with lineage, and its record is whole: every artifact that the
 * story needs is there. Each runs in a copy of its folder, so that what it writes can be compared.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { GraphView } from '../../src/protocol/graph.ts';

interface Example {
  name: string;
  language: 'python' | 'javascript';
  entry: string;
  /** Names that the default graph must show. */
  shows: string[];
}

const root = path.resolve(import.meta.dirname, '../..');
const python = process.env.INTERIM_TEST_PYTHON ?? path.join(root, '.venv/bin/python');
const scratch = path.join(root, 'test-results/examples');
const examples: Example[] = JSON.parse(readFileSync(path.join(root, 'examples/list.json'), 'utf8'));

/** A copy inside the project, so that the example finds its packages. */
function copyOf(example: Example, label: string): string {
  const from = path.join(root, path.dirname(example.entry));
  const to = path.join(scratch, label, example.language, path.basename(from));
  // Another example may have run there: a folder can hold two.
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, filter: (file) => !/__pycache__|\.interim|[\\/]out([\\/]|$)/.test(file) });
  return to;
}

/** Every file under a folder with the hash of its content. */
function filesIn(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const key = path.relative(folder, file);
    // Compiled Python holds the time of its source; that it is there is what counts.
    found[key] = key.includes('__pycache__')
      ? 'compiled'
      : createHash('sha256').update(readFileSync(file)).digest('hex');
  }
  return found;
}

function plainCommand({ language, entry }: Example): [string, string[]] {
  if (language === 'javascript') return [process.execPath, []];
  return [python, entry.endsWith('.ipynb') ? [path.join(root, 'dist/tracer/python/run_notebook.py')] : []];
}

/** `%%time` tells each time another one. */
const untimed = (text: string): string => text.replace(/^(CPU times|Wall time): .*$/gm, '$1');

function run(command: string, args: string[], cwd: string): { stdout: string; stderr: string; status: number | null } {
  const { stdout, stderr, status } = spawnSync(command, args, { cwd, encoding: 'utf8', input: '', maxBuffer: 2 ** 28 });
  return { stdout, stderr, status };
}

before(() => mkdirSync(scratch, { recursive: true }));
after(() => rmSync(scratch, { recursive: true, force: true }));

for (const example of examples) {
  const file = path.basename(example.entry);

  test(`${example.name}: same output, exit code and files`, () => {
    const runs = path.join(scratch, 'runs', example.name);
    const [command, args] = plainCommand(example);
    const plainFolder = copyOf(example, 'plain');
    const plain = run(command, [...args, file], plainFolder);
    const plainFiles = filesIn(plainFolder);
    // The same place for both: a program may print its own path.
    rmSync(plainFolder, { recursive: true });
    const tracedFolder = copyOf(example, 'plain');
    const interim = [
      path.join(root, 'dist/interim.cjs'),
      'run',
      '--quiet',
      '--runs-folder',
      runs,
      '--python',
      python,
      '--node',
      process.execPath,
    ];
    const traced = run(process.execPath, [...interim, file], tracedFolder);
    assert.equal(plain.status, 0, plain.stderr);
    assert.equal(traced.status, plain.status, traced.stderr);
    assert.equal(untimed(traced.stdout), untimed(plain.stdout));
    assert.equal(traced.stderr, plain.stderr);
    assert.deepEqual(filesIn(tracedFolder), plainFiles);
  });

  test(`${example.name}: the graph tells the story`, () => {
    const runs = path.join(scratch, 'runs', example.name);
    const graph = run(
      process.execPath,
      [path.join(root, 'dist/interim.cjs'), 'graph', '--runs-folder', runs, '--format', 'json'],
      root,
    );
    assert.equal(graph.status, 0, graph.stderr);
    const view: GraphView = JSON.parse(graph.stdout);
    const labels = view.nodes.map(({ label }) => label);
    for (const name of example.shows) assert.ok(labels.includes(name), `no node ${name} among ${labels.join(', ')}`);
    assert.ok(view.edges.length > 0);
    assert.equal(view.run.state, 'finished');
  });
}
