/** Chance that can be had again: a failure names its seed. */
export interface Random {
  /** From 0 up to, without, `below`. */
  next(below: number): number;
  pick<T>(from: readonly T[]): T;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0 || 1;
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0;
    return Math.floor((mixed / 2 ** 32) * below);
  };
  return {
    next,
    pick(from) {
      const one = from[next(from.length)];
      if (one === undefined) throw new Error('nothing to pick from');
      return one;
    },
  };
}
