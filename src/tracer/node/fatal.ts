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

/** False where Node's own print is right, or cannot be matched. */
export function printFatal(
  thrown: unknown,
  place: ThrowPlace | undefined,
  textOf: (file: string) => ModuleText | undefined,
): boolean {
  if (!place || !types.isNativeError(thrown)) return false;
  if (flagged.test(`${process.execArgv.join(' ')} ${process.env.NODE_OPTIONS ?? ''}`)) return false;
  const module = textOf(place.file.startsWith('file:') ? fileURLToPath(place.file) : place.file);
  const line = module?.plain.split('\n')[place.line - 1]?.replace(/\r$/, '');
  if (line === undefined) return false;
  const caret = `${line.slice(0, place.column - 1).replace(/[^\t]/g, ' ')}^`;
  const { stderr } = process;
  const colors = stderr.isTTY === true && stderr.getColorDepth() > 2;
  const text = inspect(thrown, { colors, customInspect: false, depth: Math.max(inspect.defaultOptions.depth ?? 5, 5) });
  writeSync(2, `${place.file}:${place.line}\n${line}\n${caret}\n\n${text}\n\nNode.js ${process.version}\n`);
  return true;
}
