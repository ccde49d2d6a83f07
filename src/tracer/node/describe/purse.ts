/**
 * What one site may spend on descriptions in a run. The first value that a site makes is described as fully as the limits allow;
 * where a site makes large values again and again (a matrix written cell by cell, a list that grows in a loop), later ones get a share
 * of what is left, are told from a sample and shown in part. Counted in cells, not by the clock, so that the same program gives the same record.
 */
import type { CaptureLimits } from '../../../protocol/runLog.ts';
import { CELLS_PER_MS, cellsPlanned, type DescribeLimits } from './budget.ts';
import { nestedLookedAt } from './hash.ts';

/** Full descriptions that a site's purse holds, and what is spent of the rest at once. */
const FULL = 3;
const SHARE = 8;
/** Of a full description: what a site always may spend, however much it has spent. */
const LEAST = 1 / 200;
/** Values of a site that are shown as far as the limits allow; of the later ones a part of that is shown. */
const SHOWN = 4;
const PART = 1 / 5;
/** Of a full description: what each further version of something changed again and again by one site may spend. */
const VERSION = 1 / 40;

export interface Purse {
  /** The site whose values are described from now on. */
  standAt(site: number): void;
  /** Describes within what the site may spend; `again`: it is a new version of a value that was described before. */
  spend<T>(again: boolean, describe: (limits: DescribeLimits) => T): T;
}

export function createPurse(limits: CaptureLimits): Purse {
  const purses = new Map<number, { cells: number; values: number }>();
  const full = limits.describeMs * CELLS_PER_MS;
  let site = 0;
  const less: DescribeLimits = {
    ...limits,
    previewRows: Math.ceil(limits.previewRows * PART),
    previewItems: Math.ceil(limits.previewItems * PART),
    previewText: Math.ceil(limits.previewText * PART),
  };
  const allowed = ({ cells, values }: { cells: number; values: number }, again: boolean): DescribeLimits => {
    // Without a limit of time, everything is told.
    if (full === 0) return limits;
    const shown = values <= SHOWN ? limits : less;
    const left = cells < full ? 1 : Math.max(LEAST, (FULL * full - cells) / full / SHARE);
    const share = again && values > 1 ? Math.min(left, VERSION) : left;
    return share === 1 ? shown : { ...shown, share };
  };
  return {
    standAt(at) {
      site = at;
    },
    spend(again, describe) {
      let purse = purses.get(site);
      if (!purse) {
        purse = { cells: 0, values: 0 };
        purses.set(site, purse);
      }
      purse.values++;
      const before = cellsPlanned() + nestedLookedAt();
      const description = describe(allowed(purse, again));
      purse.cells += cellsPlanned() + nestedLookedAt() - before;
      return description;
    },
  };
}
