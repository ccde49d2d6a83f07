/** The scripts that the second recorders compare, as works: short programs in the style of notebooks and jobs, in a copy, since they write. */
import { cpSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Work } from './contenders.ts';

const CORPORA = [
  { language: 'python', folder: 'test/second-recorder/corpus', ext: '.py' },
  { language: 'javascript', folder: 'test/second-recorder/node/corpus', ext: '.ts' },
] as const;

/** The copy lies inside of the project, where packages are found. */
export function scriptWorks(root: string): Work[] {
  return CORPORA.flatMap(({ language, folder, ext }) => {
    const copy = path.join('.cache', 'bench', language);
    rmSync(path.join(root, copy), { recursive: true, force: true });
    cpSync(path.join(root, folder), path.join(root, copy), { recursive: true });
    return readdirSync(path.join(root, folder))
      .filter((name) => name.endsWith(ext))
      .sort()
      .map((name): Work => ({ name: path.basename(name, ext), language, entry: path.join(copy, name) }));
  });
}
