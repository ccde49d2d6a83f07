/** A language runtime that can be traced: where it was found and that its version will do. */
import { userError } from '../core/errors.ts';
import { askExecutable, type Environment } from './executable.ts';
import { keepAnswer, knownAnswer } from './knownAnswers.ts';

export interface Runtime {
  /** CPython, PyPy, Node.js: as it calls itself. */
  name: string;
  version: string;
  path: string;
}

export interface RuntimeNeed {
  /** python, node: the option's name and the word in messages. */
  option: 'python' | 'node';
  label: string;
  oldest: [major: number, minor: number];
  /** Make it print its name and version, and in a second line the file that it runs from. */
  args: string[];
  env: Environment;
}

/** Runs the executable, unless it is known, to see what it is; throws a user error where it is no such runtime or too old. */
export async function checkRuntime(path: string, need: RuntimeNeed): Promise<Runtime> {
  const known = knownAnswer(path, need.args, need.env);
  const answer = known === undefined ? await askExecutable(path, need.args, need.env) : { output: known };
  const facts = { path, label: need.label, option: need.option, oldest: need.oldest.join('.') };
  if ('failure' in answer) throw userError('runtime-broken', { ...facts, reason: answer.failure });
  const [said = '', executable = ''] = answer.output.split(/\r?\n/);
  const [name = '', version = ''] = said.split(/\s+/);
  const numbers = /^v?(\d+)\.(\d+)/.exec(version);
  if (!numbers) throw userError('runtime-broken', { ...facts, reason: `it answered “${answer.output.slice(0, 80)}”` });
  if (known === undefined) keepAnswer(path, need.args, need.env, answer.output, executable);
  const major = Number(numbers[1]);
  const minor = Number(numbers[2]);
  const [oldestMajor, oldestMinor] = need.oldest;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor))
    throw userError('runtime-old', { ...facts, version });
  return { name, version, path };
}
