/** What lies inside of a site, in the source and in a run. */
import { at } from './columns.ts';
import type { Ref, Run, Site } from './model.ts';

export function* sitesInside(run: Run, site: Site): Generator<Site> {
  const stack = [...site.children];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const child = run.sites[next];
    if (child === undefined) continue;
    yield child;
    stack.push(...child.children);
  }
}

export function isWithin(run: Run, index: number, around: number): boolean {
  for (let up = run.sites[index]; up !== undefined; up = run.sites[up.parent]) if (up.index === around) return true;
  return false;
}

/** Whether an artifact was made by a site, or inside of a call that the site made. */
export const isMadeBy =
  (run: Run, site: Site) =>
  ({ log, id }: Ref): boolean => {
    let step = at(log.artifacts.step, id);
    for (let up = 0; step > 0 && up < 200; up++) {
      if (isWithin(run, at(log.steps.site, step), site.index)) return true;
      step = at(log.steps.parent, step);
    }
    return false;
  };

/** The same for one execution: a loop's statement made other artifacts in its other iterations. */
export function isMadeWith(run: Run, site: Site, made: Ref): (ref: Ref) => boolean {
  const { steps } = made.log;
  const frame = at(steps.parent, at(made.log.artifacts.step, made.id));
  const iteration = at(steps.iteration, at(made.log.artifacts.step, made.id));
  return ({ log, id }) => {
    if (log !== made.log) return false;
    let step = at(log.artifacts.step, id);
    for (let up = 0; step > 0 && up < 200; up++) {
      const isSame = at(steps.parent, step) === frame && at(steps.iteration, step) === iteration;
      if (isSame && isWithin(run, at(steps.site, step), site.index)) return true;
      step = at(steps.parent, step);
    }
    return false;
  };
}
