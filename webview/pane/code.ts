/** Lightly coloured code: strings, numbers, comments, keywords and calls, by one expression that fits Python and TypeScript alike. */
import { el } from '../dom.ts';
import { visibleBlock } from '../text.ts';

const KEYWORDS = new Set(
  (
    'and as assert async await break case class const continue def del do elif else except export extends finally for from function global if import in ' +
    'instanceof interface is lambda let match new nonlocal not of or pass raise return static super switch this throw try type typeof var void while with yield self'
  ).split(' '),
);
const CONSTANTS = new Set('True False None true false null undefined NaN Infinity'.split(' '));

const TOKEN =
  /(?<comment>#[^\n]*|\/\/[^\n]*)|(?<string>[rbfuRBFU]{0,2}(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`(?:\\.|[^`\\])*`?))|(?<number>\b\d[\d_.]*(?:e[+-]?\d+)?\w*)|(?<word>[\p{L}_$][\p{L}\p{N}_$]*)(?<call>\s*\()?/gu;

/** A statement's first line begins where the statement does, the others where their lines do: they lose what all of them have. */
export function dedented(text: string): string {
  const [first = '', ...rest] = text.split('\n');
  const indents = rest.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const least = Math.min(...indents);
  return Number.isFinite(least) ? [first, ...rest.map((line) => line.slice(least))].join('\n') : text;
}

export function colouredCode(text: string): DocumentFragment {
  const code = visibleBlock(text);
  const result = document.createDocumentFragment();
  let at = 0;
  for (const match of code.matchAll(TOKEN)) {
    const { comment, string, number, word, call } = match.groups ?? {};
    // `//` is division in Python: only a comment where nothing but space stands before it.
    if (comment?.startsWith('//') && /[\w)\]]\s*$/.test(code.slice(Math.max(0, match.index - 20), match.index)))
      continue;
    result.append(code.slice(at, match.index));
    at = match.index + match[0].length;
    if (word !== undefined) {
      const look = KEYWORDS.has(word) ? 'keyword' : CONSTANTS.has(word) ? 'constant' : call ? 'call' : 'name';
      result.append(el('span', { class: `code-${look}` }, word), call ?? '');
    } else {
      const look =
        comment !== undefined ? 'comment' : string !== undefined ? 'string' : number !== undefined ? 'number' : 'name';
      result.append(el('span', { class: `code-${look}` }, match[0]));
    }
  }
  result.append(code.slice(at));
  return result;
}
