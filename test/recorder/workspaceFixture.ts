/** A real folder with files in it, gone after the test. */
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';

export interface Workspace {
  folder: string;
  at(...parts: string[]): string;
}

/** `files` by relative path; a text that begins with `#!` becomes executable. */
export function makeWorkspace(t: TestContext, files: Record<string, string> = {}, name = 'work'): Workspace {
  const top = realpathSync(mkdtempSync(path.join(tmpdir(), 'interim-')));
  t.after(() => rmSync(top, { recursive: true, force: true, maxRetries: 3 }));
  const folder = path.join(top, name);
  mkdirSync(folder);
  const at = (...parts: string[]): string => path.join(folder, ...parts);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(at(file)), { recursive: true });
    writeFileSync(at(file), text);
    if (text.startsWith('#!')) chmodSync(at(file), 0o755);
  }
  return { folder, at };
}
