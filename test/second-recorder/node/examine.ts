/** Runs one program of the corpus, or one example with a beginning of its data, both ways, and judges the record. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { judge, type Verdict } from './judge.ts';
import { traceWhole } from './traceWhole.ts';
import { watch } from './watch.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const corpus = path.join(import.meta.dirname, 'corpus');
const examples = path.join(root, 'examples/typescript');
/** Lines kept of an example's data: the second recorder reads every value again after every statement. */
const MOST_LINES = 13;
const MOST_ARTICLES = 1;

export interface Program {
  name: string;
  folder: string;
  entry: string;
}

export function programs(): Program[] {
  const scripts = fs.readdirSync(corpus).filter((name) => name.endsWith('.ts'));
  const found = scripts.sort().map((entry) => ({ name: entry.slice(0, -3), folder: corpus, entry }));
  for (const name of fs.readdirSync(examples, { withFileTypes: true }).filter((each) => each.isDirectory()))
    found.push({ name: `example ${name.name}`, folder: path.join(examples, name.name), entry: 'main.ts' });
  return found;
}

/** A copy of its own, so that what it writes goes nowhere else, and both ways find the same. */
export function copyProgram({ folder }: Program): string {
  const copy = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'interim-second-'));
  fs.cpSync(folder, copy, { recursive: true, filter: (from) => !/[\\/](?:out|\.interim)$/.test(from) });
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'dir');
  if (folder !== corpus) shorten(path.join(copy, 'data'));
  return copy;
}

function shorten(data: string): void {
  for (const name of fs.readdirSync(data)) {
    const file = path.join(data, name);
    if (name.endsWith('.csv'))
      fs.writeFileSync(
        file,
        `${fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(0, MOST_LINES).join('\n')}\n`,
      );
    else if (fs.statSync(file).isDirectory())
      for (const article of fs.readdirSync(file).sort().slice(MOST_ARTICLES)) fs.rmSync(path.join(file, article));
  }
}

export const plainEnv = (): NodeJS.ProcessEnv => {
  const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...env } = process.env;
  return { ...env, NO_COLOR: '1', NODE_NO_WARNINGS: '1' };
};

export interface Examined {
  verdict: Verdict;
  samePrint: boolean;
  problem: string | undefined;
}

export async function examine(program: Program): Promise<Examined> {
  const folder = copyProgram(program);
  try {
    const entry = path.join(folder, program.entry);
    const seen = await watch(folder, entry, plainEnv());
    const { recorded, stdout } = await traceWhole(folder, entry, plainEnv());
    return { verdict: judge(seen, recorded), samePrint: seen.stdout === stdout, problem: seen.problem };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
