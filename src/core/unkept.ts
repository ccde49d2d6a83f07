/** Branches that ran only where nothing is recorded: in turns of a loop, or calls of a function, that were counted and not kept. */

import type { Run, Site } from './model.ts';
import { countText } from './quantity.ts';

const ALTERNATIVES = new Set(['then', 'else', 'case', 'except']);

/** The outermost that hold something to record. */
export function unkeptSites(run: Run, isWorthTelling: (site: Site) => boolean): Site[] {
  const kept = keptSites(run);
  const isUnkept = (site: Site): boolean =>
    site.kind === 'branch' && ALTERNATIVES.has(site.op) && site.facts.counted > 0 && kept[site.index] === 0;
  return run.sites.filter((site) => isUnkept(site) && kept[site.parent] === 1 && isWorthTelling(site));
}

/** Sites that have a step, or in which one was recorded. */
function keptSites(run: Run): Uint8Array {
  const kept = new Uint8Array(run.sites.length);
  for (const { facts, index } of run.sites) {
    if (facts.recorded === 0 && facts.open === 0 && facts.bound === undefined) continue;
    for (
      let up: Site | undefined = run.sites[index];
      up !== undefined && kept[up.index] === 0;
      up = run.sites[up.parent]
    )
      kept[up.index] = 1;
  }
  return kept;
}

/** `ran 6 times, not recorded`. */
export function unkeptText({ facts }: Site): string {
  const times = facts.counted === 1 ? 'once' : `${countText(facts.counted)} times`;
  return `ran${facts.atLeast ? '' : ` ${times}`}, not recorded`;
}
