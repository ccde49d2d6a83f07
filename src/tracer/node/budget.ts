/**
 * Which calls of a function and iterations of a loop are recorded: the first ones, then ever more sparsely. Each call that is given a
 * callback, and each execution of a loop, has a sample of its own, smaller as its site's budget for the whole run is used up, so
 * that loops within loops do not multiply. Instrumented code compares its count with the target kept here.
 */
import type { ModuleState, Sample } from './model.ts';

/** How many full samples one site may take in a run. */
const SHARE = 2;
/** What stands inside one thing that repeats gets a quarter of a sample, inside two a sixth: what is recorded would multiply. */
const PARTS = [1, 1 / 4, 1 / 6];

export interface Budget {
  /** A call of the function is recorded: says which is the next. */
  called(module: ModuleState, site: number, depth: number): void;
  /** A call that the function is written in as an argument begins. */
  startSample(module: ModuleState, site: number, depth: number): void;
  /** A loop begins: how many of its iterations are recorded one after another. */
  loopBegins(module: ModuleState, site: number, depth: number): number;
  /** An iteration is recorded: the count at which the next one is. */
  iterated(module: ModuleState, site: number, most: number, recorded: number, count: number): number;
  /** A call site runs for the first time: what it calls is recorded once more, however often it ran elsewhere. */
  askAgain(): void;
}

export function createBudget(iterations: number): Budget {
  const most = iterations > 0 ? iterations : Number.MAX_SAFE_INTEGER;
  const part = (depth: number) => Math.ceil(most * (PARTS[Math.min(depth, PARTS.length - 1)] ?? 1));
  const isSpent = (sample: Sample) => sample.total > sample.most * SHARE;
  let skipping: Sample[] = [];

  const sampleOf = (module: ModuleState, site: number): Sample => {
    let sample = module.samples.get(site);
    if (!sample) {
      sample = { module, site, since: 0, recorded: 0, granted: most, most, total: 0, starts: 0, skipping: false };
      module.samples.set(site, sample);
    }
    return sample;
  };
  /** A whole sample first, then a quarter of what is left; with nothing left, one now and then, as the number of samples doubles. */
  const allowance = (sample: Sample, depth: number): number => {
    sample.most = Math.min(sample.most, part(depth));
    const left = sample.most * SHARE - sample.total;
    if (left > 0) return sample.total === 0 ? sample.most : Math.min(sample.most, Math.ceil(left / 4));
    return (sample.starts & (sample.starts - 1)) === 0 ? 1 : 0;
  };

  return {
    called(module, site, depth) {
      const sample = sampleOf(module, site);
      sample.most = Math.min(sample.most, part(depth));
      const count = (module.counts[site] ?? 0) - sample.since;
      sample.recorded++;
      sample.total++;
      if (sample.recorded < Math.min(sample.granted, sample.most)) {
        module.targets[site] = sample.since + count;
        return;
      }
      module.targets[site] = sample.since + count * (isSpent(sample) ? 4 : 2);
      if (sample.skipping) return;
      sample.skipping = true;
      skipping.push(sample);
    },
    startSample(module, site, depth) {
      const sample = sampleOf(module, site);
      sample.starts++;
      const granted = allowance(sample, depth);
      if (granted === 0) return;
      const count = module.counts[site] ?? 0;
      sample.since = count;
      sample.recorded = 0;
      sample.granted = granted;
      module.targets[site] = count;
    },
    loopBegins(module, site, depth) {
      const sample = sampleOf(module, site);
      sample.starts++;
      return allowance(sample, depth);
    },
    iterated(module, site, granted, recorded, count) {
      const sample = sampleOf(module, site);
      sample.total++;
      if (recorded < granted) return count;
      return isSpent(sample) ? count * 4 : count * 2;
    },
    askAgain() {
      if (skipping.length === 0) return;
      for (const sample of skipping) {
        sample.skipping = false;
        sample.module.targets[sample.site] = sample.module.counts[sample.site] ?? 0;
      }
      skipping = [];
    },
  };
}
