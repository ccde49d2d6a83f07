/** Stack traces as the plain run would print them: frames of instrumented code at the source's columns, frames of the tracer left out. */
import { fileURLToPath } from 'node:url';
import { types } from 'node:util';
import { correctSites } from './callSites.ts';
import type { Disguise } from './disguise.ts';
import type { ThrowPlace } from './fatal.ts';
import { mentionsProbe, repairMessage } from './message.ts';
import type { ModuleText } from './moduleText.ts';

const { apply } = Reflect;
const { defineProperty, getOwnPropertyDescriptor } = Object;
const errorToString = Error.prototype.toString;
const position = /:(\d+):(\d+)(\)?)$/;
/** The call of `eval` that made the code of a frame. */
const madeAt = /(?<=eval at [^()]*)\(([^()]+):(\d+):(\d+)\)/g;

type PrepareStackTrace = (error: object, trace: NodeJS.CallSite[]) => unknown;

export interface Stacks {
  /** Where the error was made, as its stack says; formats the stack if the program has not asked for it yet. */
  placeOf(error: unknown): ThrowPlace | undefined;
  /** Takes the tracer's words out of a message that V8 wrote from instrumented code. */
  repair(error: unknown): void;
  /** A tool's own `prepareStackTrace` is given frames at the columns of the code that it had run. */
  correctOthers(): void;
}

export function correctStacks(
  disguise: Disguise,
  textOf: (file: string) => ModuleText | undefined,
  own: string,
): Stacks {
  const was = getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  const places = new WeakMap<object, ThrowPlace>();
  const moduleOf = (file: string) =>
    file === '' ? undefined : textOf(file.startsWith('file:') ? fileURLToPath(file) : file);
  const { prepareStackTrace } = {
    prepareStackTrace(error: object, trace: NodeJS.CallSite[]): string {
      const frames = trace.filter((site) => site.getFileName() !== own);
      const [top] = frames;
      if (top) note(error, top);
      let text = headOf(error, was?.value);
      for (const site of frames) text += `\n    at ${frameText(site, site === top ? places.get(error) : undefined)}`;
      return text;
    },
  };
  const note = (error: object, top: NodeJS.CallSite) => {
    const file = top.getFileName() ?? '';
    const module = moduleOf(file);
    const [line, column] = [top.getLineNumber(), top.getColumnNumber()];
    if (!module || line === null || column === null) return;
    let offset = module.offset(line, column);
    if (types.isNativeError(error) && mentionsProbe(error)) offset = repairMessage(error, module, offset);
    const place = module.at(offset);
    places.set(error, { file: top.getScriptNameOrSourceURL() ?? file, line: place[0], column: place[1] });
  };
  const frameText = (site: NodeJS.CallSite, known?: ThrowPlace): string => {
    const text = `${site}`.replace(madeAt, (all, file: string, line: string, column: string) => {
      const place = moduleOf(file)?.place(Number(line), Number(column));
      return place ? `(${file}:${place[0]}:${place[1]})` : all;
    });
    const module = moduleOf(site.getFileName() ?? '');
    const found = module && position.exec(text);
    if (!found) return text;
    const [line, column] = known ? [known.line, known.column] : module.place(Number(found[1]), Number(found[2]));
    return `${text.slice(0, found.index)}:${line}:${column}${found[3]}`;
  };
  if (typeof was?.value === 'function') disguise.stand(prepareStackTrace, was.value);
  defineProperty(Error, 'prepareStackTrace', {
    value: prepareStackTrace,
    writable: true,
    enumerable: was?.enumerable ?? false,
    configurable: true,
  });
  /** What stands in the place of a tool's own. */
  const corrected = new WeakSet<object>();
  const sites = correctSites(moduleOf, frameText);
  const standFor = (theirs: PrepareStackTrace): PrepareStackTrace => {
    const { stand } = {
      stand(this: unknown, error: object, trace: NodeJS.CallSite[]): unknown {
        const frames = trace.filter((site) => site.getFileName() !== own);
        const [top] = frames;
        if (top) note(error, top);
        return apply(theirs, this, [error, frames.map(sites)]);
      },
    };
    corrected.add(stand);
    return disguise.stand(stand, theirs);
  };
  const format = (error: unknown) => (types.isNativeError(error) ? error.stack : undefined);
  return {
    placeOf(error) {
      format(error);
      return types.isNativeError(error) ? places.get(error) : undefined;
    },
    correctOthers() {
      const now = getOwnPropertyDescriptor(Error, 'prepareStackTrace');
      const theirs: unknown = now?.value;
      if (typeof theirs !== 'function' || theirs === prepareStackTrace || corrected.has(theirs) || !now?.writable)
        return;
      defineProperty(Error, 'prepareStackTrace', { ...now, value: standFor(theirs as PrepareStackTrace) });
    },
    repair(error) {
      if (types.isNativeError(error) && mentionsProbe(error)) format(error);
    },
  };
}

/** Node's own default, given no frames, answers the head alone: with the code of its own errors. */
function headOf(error: unknown, native: unknown): string {
  try {
    return typeof native === 'function' ? String(apply(native, Error, [error, []])) : apply(errorToString, error, []);
  } catch {
    return '<error>';
  }
}
