/** Reads a command's options, and says what was probably meant when one is not known. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** A wrong call: told in one line, with a pointer to the help. */
export class UsageError extends Error {
  readonly command: string;

  constructor(command: string, message: string) {
    super(message);
    this.command = command;
  }
}

export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

export function readOptions(
  command: string,
  args: string[],
  options: ParseArgsOptionsConfig,
  positionals: { names: string[]; needed?: number } = { names: [] },
): { values: Values; positionals: string[] } {
  const parsed = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  for (const token of parsed.tokens ?? []) {
    if (token.kind !== 'option') continue;
    const option = options[token.name];
    if (!option) throw new UsageError(command, unknownOption(token.rawName, Object.keys(options)));
    if (option.type === 'string' && (token.value === undefined || token.value === ''))
      throw new UsageError(command, `${token.rawName} needs a value`);
    if (option.type === 'boolean' && token.value !== undefined)
      throw new UsageError(command, `${token.rawName} takes no value`);
  }
  if (parsed.positionals.length > positionals.names.length)
    throw new UsageError(command, `“${parsed.positionals[positionals.names.length]}” is one argument too many`);
  const { needed = 0 } = positionals;
  if (parsed.positionals.length < needed)
    throw new UsageError(command, `${positionals.names[parsed.positionals.length]} is missing`);
  return { values: parsed.values, positionals: parsed.positionals };
}

export function textOf(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

export function textsOf(values: Values, name: string): string[] {
  return [values[name] ?? []].flat().filter((value) => typeof value === 'string');
}

export function numberOf(command: string, values: Values, name: string): number | undefined {
  const text = textOf(values, name);
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new UsageError(command, `--${name} needs a whole number, not “${text}”`);
  return Number(text);
}

/** One of a few words. */
export function choiceOf<T extends string>(
  command: string,
  values: Values,
  name: string,
  choices: readonly T[],
): T | undefined {
  const text = textOf(values, name);
  if (text === undefined) return undefined;
  const choice = choices.find((one) => one === text);
  if (choice === undefined) throw new UsageError(command, `--${name} is one of ${choices.join(', ')}, not “${text}”`);
  return choice;
}

function unknownOption(given: string, known: string[]): string {
  const meant = nearest(given.replace(/^-+/, ''), known);
  return `there is no option ${given}${meant ? `; did you mean --${meant}?` : ''}`;
}

/** The known word that differs least, if it differs little. */
export function nearest(given: string, known: string[]): string | undefined {
  const [best] = known
    .map((word): [string, number] => [word, word.startsWith(given) && given.length > 1 ? 0 : distance(given, word)])
    .filter(([word, far]) => far <= Math.max(1, Math.floor(word.length / 3)))
    .sort((a, b) => a[1] - b[1]);
  return best?.[0];
}

/** Letters added, left out, changed, or two of them swapped. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
          swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(a.length, b.length);
}
