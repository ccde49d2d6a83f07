/** Stack traces as the plain run would print them: frames of instrumented code at the source's columns, frames of the tracer left out. */
import { fileURLToPath } from 'node:url';
import type { Disguise } from './disguise.ts';
import type { ModuleText } from './moduleText.ts';

const { apply } = Reflect;
const { defineProperty, getOwnPropertyDescriptor } = Object;
const errorToString = Error.prototype.toString;
const place = /:(\d+):(\d+)(\)?)$/;

export function correctStacks(disguise: Disguise, textOf: (file: string) => ModuleText | undefined, own: string): void {
  const was = getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  const { prepareStackTrace } = {
    prepareStackTrace(error: unknown, trace: NodeJS.CallSite[]): string {
      const head = headOf(error);
      const lines: string[] = [];
      for (const site of trace) {
        const file = site.getFileName() ?? '';
        if (file !== own) lines.push(`\n    at ${frameText(site, file)}`);
      }
      return head + lines.join('');
    },
  };
  const frameText = (site: NodeJS.CallSite, file: string): string => {
    const text = `${site}`;
    const module = file === '' ? undefined : textOf(file.startsWith('file:') ? fileURLToPath(file) : file);
    const found = module && place.exec(text);
    if (!found) return text;
    const [line, column] = module.place(Number(found[1]), Number(found[2]));
    return `${text.slice(0, found.index)}:${line}:${column}${found[3]}`;
  };
  if (typeof was?.value === 'function') disguise.stand(prepareStackTrace, was.value);
  defineProperty(Error, 'prepareStackTrace', {
    value: prepareStackTrace,
    writable: true,
    enumerable: was?.enumerable ?? false,
    configurable: true,
  });
}

function headOf(error: unknown): string {
  try {
    return apply(errorToString, error, []);
  } catch {
    return '<error>';
  }
}
