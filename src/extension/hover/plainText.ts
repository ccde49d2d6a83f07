/**
 * Text of the user's data and code, made safe inside Markdown: every character that could mean something becomes an
 * entity, so no data is ever a link, a table, an icon or a tag; control and direction characters are shown, not obeyed.
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to make visible
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const MEANINGFUL = /[^\p{L}\p{M}\p{N}\p{S}\p{Pd} ]|[`$^+<>=|~-]/gu;

/** One line of Markdown that shows exactly this text, at most `most` characters of it. */
export function plainText(text: string, most = 60): string {
  const characters = Array.from(text.length > 4 * most ? text.slice(0, 4 * most) : text);
  const cut = characters.length > most || text.length > 4 * most;
  const kept = cut ? `${characters.slice(0, most - 1).join('')}…` : text;
  return kept
    .replace(/\r\n/g, '\n')
    .replace(HIDDEN, signOf)
    .replace(MEANINGFUL, (character) => `&#${character.codePointAt(0)};`)
    .replace(/^ | $|(?<= ) /g, '&nbsp;');
}

function signOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code === 10) return '⏎';
  if (code === 9) return '⇥';
  if (code < 32) return String.fromCharCode(0x2400 + code);
  return code === 127 ? '␡' : `‹${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}
