/** Text from data, made safe to look at: control and direction characters are shown, not obeyed. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to make visible
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** On one line: line ends and tabs become signs, too. */
export const visible = (text: string): string => text.replace(HIDDEN, sign);

/** On several lines: line ends and tabs keep their meaning. */
export const visibleBlock = (text: string): string =>
  text
    .replace(/\r\n/g, '\n')
    .replace(HIDDEN, (character) => (character === '\n' || character === '\t' ? character : sign(character)));

function sign(character: string): string {
  const code = character.charCodeAt(0);
  if (code === 10) return '⏎';
  if (code === 9) return '⇥';
  if (code < 32) return String.fromCharCode(0x2400 + code);
  if (code === 127) return '␡';
  return `‹${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}

/** At most `most` characters, the rest said by an ellipsis. */
export const clip = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;

const groups = new Intl.NumberFormat('en-US');
export const grouped = (value: number): string => groups.format(value);

export function duration(ms: number): string {
  if (ms < 1) return ms <= 0 ? '0 s' : '< 1 ms';
  if (ms < 100) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${(ms / 1000).toFixed(ms < 1000 ? 2 : 1)} s`;
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`;
  const minutes = Math.floor(ms / 60_000);
  const seconds = Math.round((ms % 60_000) / 1000);
  return minutes < 60 ? `${minutes} min ${seconds} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export const baseName = (file: string): string => file.split(/[\\/]/).pop() ?? file;
