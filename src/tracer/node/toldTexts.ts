/**
 * Texts whose records were written before: a prompt goes through many steps, a word comes again and again, and each makes an artifact of
 * the same content. What was said of a text, with the place of its preview, is said again instead of being made again.
 */

const LONGEST = 20_000;
const MOST_CHARACTERS = 500_000;

export interface ToldTexts {
  /** The record of an artifact of this content, from its kind on. */
  get(text: string): string | undefined;
  keep(text: string, told: string): void;
}

export function createToldTexts(): ToldTexts {
  const told = new Map<string, string>();
  let characters = 0;
  return {
    get: (text) => (text.length > LONGEST ? undefined : told.get(text)),
    keep(text, json) {
      if (text.length > LONGEST) return;
      characters += text.length + json.length;
      if (characters > MOST_CHARACTERS) {
        told.clear();
        characters = text.length + json.length;
      }
      told.set(copyOf(text), json);
    },
  };
}

/** V8 cuts a piece out of a text by pointing into it: to keep the piece would keep all of the text. */
function copyOf(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}
