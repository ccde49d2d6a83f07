/**
 * What Node prints when an error ends the program: place, source line, caret, error. Node takes the line from the running code, which
 * is the instrumented one, so for errors thrown there the tracer prints what the plain run would have printed, and exits as Node would.
 */
import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inspect, types } from 'node:util';
import type { ModuleText } from './moduleText.ts';

export interface ThrowPlace {
  /** As Node prints it: a path, or an address for ES modules. */
  file: string;
  line: number;
  column: number;
}

const flagged = /--(abort-on-uncaught-exception|report-uncaught-exception|inspect|trace-uncaught|enable-source-maps)/;

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** False where Node's own print is right, or cannot be matched. */
export function printFatal(
  thrown: unknown,
  place: ThrowPlace | undefined,
  textOf: (file: string) => ModuleText | undefined,
): boolean {
  if (!place || types.isProxy(thrown)) return false;
  if (flagged.test(`${process.execArgv.join(' ')} ${process.env.NODE_OPTIONS ?? ''}`)) return false;
  const module = textOf(place.file.startsWith('file:') ? fileURLToPath(place.file) : place.file);
  const line = module?.plain.split('\n')[place.line - 1]?.replace(/\r$/, '');
  if (line === undefined) return false;
  const caret = `${line.slice(0, place.column - 1).replace(/[^\t]/g, ' ')}^`;
  const { stderr } = process;
  const colors = stderr.isTTY === true && stderr.getColorDepth() > 2;
  writeSync(2, sayThrown(thrown, `${place.file}:${place.line}\n${line}\n${caret}`, colors));
  return true;
}

/** What is no error has no hint at more than where it was thrown. */
function sayThrown(thrown: unknown, where: string, colors: boolean): string {
  const version = `\n\nNode.js ${process.version}\n`;
  const show = () =>
    inspect(thrown, { colors, customInspect: false, depth: Math.max(inspect.defaultOptions.depth ?? 5, 5) });
  if (types.isNativeError(thrown)) return `${where}\n\n${show()}${version}`;
  if (isObject(thrown)) return `\n${where}\n${show()}${version}`;
  const hint = '(Use `node --trace-uncaught ...` to show where the exception was thrown)';
  return `\n${where}\n${typeof thrown === 'symbol' ? '' : String(thrown)}\n${hint}${version}`;
}
