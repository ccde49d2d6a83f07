/** What is compared for one work: the plain program, the program with lineage, and for Python its peers. */
import path from 'node:path';
import type { Contender } from './measure.ts';

export interface Work {
  name: string;
  language: 'python' | 'javascript';
  /** Path of the entry file from the project root. */
  entry: string;
}

const root = path.resolve(import.meta.dirname, '..');
const windows = process.platform === 'win32';
const python = path.join(root, '.venv', windows ? 'Scripts/python.exe' : 'bin/python');

function peersOf(entry: string, scratch: string): Contender[] {
  const peer = (name: string): Contender => ({
    name,
    command: python,
    args: [path.join(root, 'bench/peers', `with_${name}.py`), entry],
    env: { BIRDSEYE_DB: `sqlite:///${path.join(scratch, 'birdseye.db')}`, OUTDATED_IGNORE: '1' },
  });
  return ['settrace', 'snoop', 'birdseye', 'debugpy'].map(peer);
}

/** `scratch` takes the run folders and the peers' own files. */
export function contendersFor(work: Work, scratch: string, withPeers: boolean): Contender[] {
  const entry = path.join(root, work.entry);
  const plain: Contender =
    work.language === 'python'
      ? { name: 'plain', command: python, args: [entry] }
      : { name: 'plain', command: process.execPath, args: [entry] };
  const traced: Contender = {
    name: 'interim',
    command: process.execPath,
    args: [
      path.join(root, 'dist/interim.cjs'),
      'run',
      '--quiet',
      '--runs-folder',
      path.join(scratch, 'runs'),
      '--python',
      python,
      '--node',
      process.execPath,
      entry,
    ],
  };
  return [plain, traced, ...(withPeers && work.language === 'python' ? peersOf(entry, scratch) : [])];
}
