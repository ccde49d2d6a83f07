/** Reads an `.env` file: KEY=value lines, comments, quotes. Nothing in a value is expanded: what stands there is what the program gets. */

const LINE =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*(?:"((?:\\[\s\S]|[^"\\])*)"|'([^']*)'|`([^`]*)`|([^\r\n]*))/gm;

export function parseEnvFile(text: string): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [, name = '', double, single, tick, bare = ''] of text.replace(/^\ufeff/, '').matchAll(LINE))
    variables[name] = double !== undefined ? unescapeText(double) : (single ?? tick ?? withoutComment(bare));
  return variables;
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function unescapeText(text: string): string {
  return text.replace(/\\([\s\S])/g, (all, character: string) => ESCAPES[character] ?? all);
}

function withoutComment(text: string): string {
  return text.replace(/(^|\s)#.*$/, '').trim();
}
