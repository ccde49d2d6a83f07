/** How much of what ran was recorded. Inside of a loop or function of which only a part was, places ran more often than is known. */
import { at } from './columns.ts';
import type { Run, Site } from './model.ts';

/** The field of what is told of a site, absent where all was recorded. Asked of many sites of one state of a run: each loop's iterations are added up once. */
export function makeSampledField(run: Run): (site: Site) => { sampled?: true } {
  const known = new Map<number, boolean>();
  const isSampled = (site: Site): boolean => {
    const around = run.sites[site.parent];
    if (around === undefined) return false;
    let sampled = known.get(around.index);
    if (sampled === undefined) {
      sampled = isRecordedInPart(around) || isSampled(around);
      known.set(around.index, sampled);
    }
    return sampled;
  };
  return (site) => (isSampled(site) ? { sampled: true } : {});
}

function isRecordedInPart(site: Site): boolean {
  if (site.kind === 'function') return site.facts.counted > site.facts.recorded;
  if (site.kind !== 'loop') return false;
  const [ran = 0, recorded = 0] = iterationsOf(site) ?? [];
  return ran > recorded;
}

/** What several loops over one place ran through, all together: the last are looked at. */
export function iterationsOf(loop: Site): [total: number, recorded: number] | undefined {
  const last = loop.facts.last;
  if (last === undefined) return undefined;
  const { steps } = last.log;
  let total = 0;
  let recorded = 0;
  for (let id = last.id, n = 0; id > 0 && n < 100_000; n++, id = at(steps.previous, id)) {
    const [ran, kept] = steps.totals.get(id) ?? [0, 0];
    total += ran;
    recorded += kept;
  }
  return total > 0 || steps.totals.has(last.id) ? [total, recorded] : undefined;
}
