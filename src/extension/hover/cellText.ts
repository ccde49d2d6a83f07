/** One value of a preview as the hover's table shows it. */
import type { Cell } from '../../protocol/artifact.ts';

const WORDS: Record<string, string> = { nan: 'NaN', nat: 'NaT', inf: '∞', '-inf': '−∞', '-0': '-0', na: '<NA>' };

/** `absent` values are shown apart from text that merely says so. */
export function cellText(cell: Cell): { text: string; absent: boolean } {
  if (cell === null) return { text: 'null', absent: true };
  if (!Array.isArray(cell)) return { text: String(cell), absent: false };
  const [tag, first = '', second = ''] = cell;
  if (tag === 'undefined') return { text: 'undefined', absent: true };
  const word = WORDS[tag];
  if (word !== undefined) return { text: word, absent: tag === 'nan' || tag === 'nat' || tag === 'na' };
  if (tag === 'bytes') return { text: `0x${first}`, absent: false };
  if (tag === 'text') return { text: `${first}…`, absent: false };
  if (tag === 'value') return { text: String(second || first), absent: false };
  return { text: String(first), absent: false };
}
