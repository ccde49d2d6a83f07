/**
 * Which calls of a function and iterations of a loop are recorded: the first ones, then ever more sparsely. Each call that is given a
 * callback, and each execution of a loop, has a sample of its own, smaller as its site's budget for the whole run is used up, so
 * that loops within loops do not multiply; and a sample ends early where recording its turns costs much and the turns themselves take little time.
 * Instrumented code compares its count with the target kept here.
 */
import type { ModuleState, Sample, Scope } from './model.ts';

/** How many full samples one site may take in a run. */
const SHARE = 2;
/** What stands inside one thing that repeats gets a fifth of a sample, inside two an eighth: what is recorded would multiply. */
const PARTS = [1, 1 / 5, 1 / 8];
const DEEPEST = PARTS.length - 1;
/** What one sample may record, everything inside included, before it is asked whether it is worth it; by how many things that repeat it stands in. */
const STEPS = [120, 40, 24];
/** Turns that are recorded one after another, whatever they cost. */
const FEWEST = 4;
/**
 * Recording is worth it where it takes less than a twentieth of the time. It is counted in steps, not by the clock, and a turn mostly takes far
 * more time than that (it waits for a model's answer) or far less, so that the same program gives the same record.
 */
const STEP_MS = 0.05;
const WORTH = 20;

export interface Budget {
  /** Steps recorded in the run so far. */
  cost(): number;
  /** A call of the function is recorded: says which is the next. */
  called(module: ModuleState, site: number, depth: number): void;
  /** A call that the function is written in as an argument begins. */
  startSample(module: ModuleState, site: number, depth: number): void;
  /** A recorded call of a function is over. */
  returned(frame: Scope): void;
  /** A loop begins: how many of its iterations are recorded one after another. */
  loopBegins(module: ModuleState, site: number, depth: number): number;
  /** An iteration is recorded: the count at which the next one is. */
  iterated(loop: Scope, count: number): number;
  /** A call site runs for the first time: what it calls is recorded once more, however often it ran elsewhere. */
  askAgain(): Asked[];
  /** That call is over: what it did not call is as it was. */
  stopAsking(asked: Asked[]): void;
}

/** A function that a call may call, and what was to be recorded next of it. */
export interface Asked {
  sample: Sample;
  count: number;
  target: number;
}

/** `now`: microseconds since the run began. */
export function createBudget(iterations: number, cost: () => number, now: () => number): Budget {
  const most = iterations > 0 ? iterations : Number.MAX_SAFE_INTEGER;
  const part = (depth: number) => Math.ceil(most * (PARTS[Math.min(depth, DEEPEST)] ?? 1));
  /** Beyond its sample a turn is recorded as its count doubles; what has used up its share, or stands inside something that repeats, less often. */
  const nextAfter = (count: number, sample: Sample, depth: number) =>
    count * (depth > 0 || sample.total > sample.most * SHARE ? 4 : 2);
  const isDear = (spent: number, took: number, depth: number) =>
    iterations > 0 && spent > (STEPS[Math.min(depth, DEEPEST)] ?? 0) && spent * STEP_MS * WORTH * 1000 > took;
  let skipping: Sample[] = [];

  const sampleOf = (module: ModuleState, site: number): Sample => {
    let sample = module.samples.get(site);
    if (!sample) {
      sample = {
        module,
        site,
        since: 0,
        recorded: 0,
        granted: most,
        most,
        total: 0,
        starts: 0,
        spent: 0,
        took: 0,
        skipping: false,
      };
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
    cost,
    called(module, site, depth) {
      const sample = sampleOf(module, site);
      sample.most = Math.min(sample.most, part(depth));
      const count = (module.counts[site] ?? 0) - sample.since;
      sample.recorded++;
      sample.total++;
      const more = sample.recorded < Math.min(sample.granted, sample.most);
      if (more && (sample.recorded < FEWEST || !isDear(sample.spent, sample.took, depth))) {
        module.targets[site] = sample.since + count;
        return;
      }
      module.targets[site] = sample.since + nextAfter(count, sample, depth);
      if (sample.skipping) return;
      sample.skipping = true;
      skipping.push(sample);
    },
    returned({ module, site, spent, began }) {
      const sample = sampleOf(module, site);
      sample.spent += cost() - spent;
      sample.took += now() - began;
    },
    startSample(module, site, depth) {
      const sample = sampleOf(module, site);
      sample.starts++;
      const granted = allowance(sample, depth);
      if (granted === 0) return;
      const count = module.counts[site] ?? 0;
      sample.since = count;
      sample.recorded = 0;
      sample.spent = 0;
      sample.took = 0;
      sample.granted = granted;
      module.targets[site] = count;
    },
    loopBegins(module, site, depth) {
      const sample = sampleOf(module, site);
      sample.starts++;
      return allowance(sample, depth);
    },
    iterated({ module, site, recorded, most: granted, spent, began, depth }, count) {
      const sample = sampleOf(module, site);
      sample.total++;
      if (recorded < granted && (recorded < FEWEST || !isDear(cost() - spent, now() - began, depth - 1))) return count;
      return nextAfter(count, sample, depth - 1);
    },
    askAgain() {
      if (skipping.length === 0) return [];
      const asked = skipping.map((sample) => {
        const { module, site } = sample;
        const [count = 0, target = 0] = [module.counts[site], module.targets[site]];
        sample.skipping = false;
        module.targets[site] = count;
        return { sample, count, target };
      });
      skipping = [];
      return asked;
    },
    stopAsking(asked) {
      for (const { sample, count, target } of asked) {
        const { module, site, skipping: again } = sample;
        if (again || module.counts[site] !== count) continue;
        module.targets[site] = target;
        sample.skipping = true;
        skipping.push(sample);
      }
    },
  };
}
