/** What is asked to run: which language a file is in, and whether it can be run at all. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { userError } from '../core/errors.ts';
import type { Language } from '../protocol/runLog.ts';

const LANGUAGES: Record<string, Language> = {
  '.py': 'python',
  '.pyw': 'python',
  '.ipynb': 'python',
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
  '.ts': 'javascript',
  '.mts': 'javascript',
  '.cts': 'javascript',
};

/** A notebook is run from its first cell to its last, in its own folder, as Jupyter does. */
export const isNotebook = (file: string | undefined): file is string =>
  file !== undefined && path.extname(file).toLowerCase() === '.ipynb';

/** Language of an existing file; a file without an extension says it in its first line. */
export function languageOfEntry(file: string): Language {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) throw userError('entry-missing', { file });
  if (stat.isDirectory()) throw userError('entry-directory', { file });
  const known =
    LANGUAGES[path.extname(file).toLowerCase()] ?? (path.extname(file) ? undefined : languageOfShebang(file));
  if (!known) throw userError('entry-type', { file, known: Object.keys(LANGUAGES).join(' ') });
  return known;
}

function languageOfShebang(file: string): Language | undefined {
  let first: string;
  try {
    const buffer = Buffer.alloc(200);
    const fd = openSync(file, 'r');
    first = buffer.toString('latin1', 0, readSync(fd, buffer, 0, 200, 0)).split('\n')[0] ?? '';
    closeSync(fd);
  } catch {
    return undefined;
  }
  if (!first.startsWith('#!')) return undefined;
  if (/\bpython[\d.]*\b/.test(first)) return 'python';
  return /\b(node|tsx|ts-node)\b/.test(first) ? 'javascript' : undefined;
}
