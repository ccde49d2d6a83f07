/**
 * The corpus: snippets of JavaScript and TypeScript in files by theme (corpus/*.txt). `=== name marks` begins a snippet, `--- path` a
 * file beside it. Marks: `crlf`, `bom`, `untraced` (the
 * parser cannot read it, so it runs as it is), `args:a,b` and flags of Node.
 */
import fs from 'node:fs';
import path from 'node:path';

export interface Snippet {
  /** The file to run. */
  name: string;
  files: Record<string, string>;
  args: string[];
  flags: string[];
  traced: boolean;
}

const folder = path.join(import.meta.dirname, 'corpus');

/** Themes whose snippets share a process; those of `process` each have one of their own. */
export const themes = fs
  .readdirSync(folder)
  .map((file) => path.basename(file, '.txt'))
  .filter((theme) => theme !== 'process')
  .sort();

export function readTheme(theme: string): Snippet[] {
  const text = fs.readFileSync(path.join(folder, `${theme}.txt`), 'utf8');
  return text
    .split(/^=== /m)
    .slice(1)
    .map((part) => readSnippet(...cutLine(part)));
}

function readSnippet(head: string, body: string): Snippet {
  const [name = '', ...marks] = head.split(' ');
  const [own = '', ...beside] = body.split(/^--- /m);
  let text = marks.includes('crlf') ? own.replaceAll('\n', '\r\n') : own;
  if (marks.includes('bom')) text = `\uFEFF${text}`;
  return {
    name,
    files: { [name]: text, ...Object.fromEntries(beside.map(cutLine)) },
    args: marks.filter((mark) => mark.startsWith('args:')).flatMap((mark) => mark.slice(5).split(',')),
    flags: marks.filter((mark) => mark.startsWith('--')),
    traced: !marks.includes('untraced'),
  };
}

function cutLine(text: string): [line: string, rest: string] {
  const end = text.indexOf('\n');
  return [text.slice(0, end), text.slice(end + 1)];
}
