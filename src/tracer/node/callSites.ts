/** Frames for a tool's own `prepareStackTrace`: they answer as V8's do, which can be neither changed nor made, at the plain run's places. */
import type { ModuleText } from './moduleText.ts';

const { apply } = Reflect;
const { create, defineProperty, getOwnPropertyDescriptor, getOwnPropertyNames, getPrototypeOf } = Object;

export function correctSites(
  moduleOf: (file: string) => ModuleText | undefined,
  textOf: (site: NodeJS.CallSite) => string,
): (site: NodeJS.CallSite) => NodeJS.CallSite {
  const real = new WeakMap<object, NodeJS.CallSite>();
  let methods: object | undefined;
  const place = (site: NodeJS.CallSite): [number | null, number | null] => {
    const [line, column] = [site.getLineNumber(), site.getColumnNumber()];
    const module = line === null || column === null ? undefined : moduleOf(site.getFileName() ?? '');
    return module && line !== null && column !== null ? module.place(line, column) : [line, column];
  };
  const answers: Record<string, (site: NodeJS.CallSite) => unknown> = {
    getLineNumber: (site) => place(site)[0],
    getColumnNumber: (site) => place(site)[1],
    toString: textOf,
  };
  const methodsLike = (site: NodeJS.CallSite): object => {
    const of = getPrototypeOf(site) as Record<string, (...given: unknown[]) => unknown>;
    const made = create(getPrototypeOf(of));
    for (const name of getOwnPropertyNames(of)) {
      const described = getOwnPropertyDescriptor(of, name);
      const theirs: unknown = described?.value;
      if (typeof theirs !== 'function') continue;
      const value = function (this: object, ...given: unknown[]): unknown {
        const site = real.get(this);
        const answer = answers[name];
        return site && answer ? answer(site) : apply(theirs, site ?? this, given);
      };
      defineProperty(made, name, { ...described, value });
    }
    return made;
  };
  return (site) => {
    if (!moduleOf(site.getFileName() ?? '')) return site;
    methods ??= methodsLike(site);
    const stand = create(methods);
    real.set(stand, site);
    return stand;
  };
}
