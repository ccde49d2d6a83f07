/** What is compared for one work: the plain program, the program with lineage, and for Python its peers. */
import path from 'node:path';
import type { Contender } from './measure.ts';

export interface Work {
  name: string;
  language: 'python' | 'javascript';
  /** Path of the entry file from the project root. */
  entry: string;
  args?: string[];
  /** Runs only when it is asked for: by its name, or with --large. */
  large?: boolean;
  /** Does nothing: what it takes is the fixed cost. */
  empty?: boolean;
}

const root = path.resolve(import.meta.dirname, '..');
const windows = process.platform === 'win32';
const python = path.join(root, '.venv', windows ? 'Scripts/python.exe' : 'bin/python');

function peersOf(program: string[], scratch: string): Contender[] {
  const peer = (name: string): Contender => ({
    name,
    command: python,
    args: [path.join(root, 'bench/peers', `with_${name}.py`), ...program],
    env: { BIRDSEYE_DB: `sqlite:///${path.join(scratch, 'birdseye.db')}`, OUTDATED_IGNORE: '1' },
    depth: 0,
  });
  return ['settrace', 'snoop', 'birdseye', 'debugpy'].map(peer);
}

/** `scratch` takes the run folders, the prepared code and the peers' own files. */
export function contendersFor(work: Work, scratch: string, withPeers: boolean): Contender[] {
  const program = [path.join(root, work.entry), ...(work.args ?? [])];
  const plain: Contender = {
    name: 'plain',
    command: work.language === 'python' ? python : process.execPath,
    args: program,
    depth: 0,
  };
  const runs = path.join(scratch, '.interim', 'runs');
  const traced: Contender = {
    name: 'interim',
    command: process.execPath,
    args: [
      path.join(root, 'dist/interim.cjs'),
      'run',
      '--quiet',
      '--runs-folder',
      runs,
      '--python',
      python,
      '--node',
      process.execPath,
      ...program,
    ],
    depth: 1,
    leaves: runs,
  };
  return [plain, traced, ...(withPeers && work.language === 'python' ? peersOf(program, scratch) : [])];
}
