/** Measures time by the clock that Node has at hand: the mere mention of `performance` loads modules that a run waits for. */

/** Returns what tells the milliseconds since, whole. */
export function startClock(): () => number {
  const began = process.hrtime.bigint();
  return () => Math.round(Number(process.hrtime.bigint() - began) / 1e6);
}
