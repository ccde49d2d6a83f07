/** Plain state with listeners: every part of the panel reads it, renders from it, and hears when its keys changed. */

export interface Store<State extends object> {
  get(): Readonly<State>;
  set(patch: Partial<State>): void;
  /** Calls `listener` once after a batch of changes that touched one of `keys`. */
  on(keys: readonly (keyof State)[], listener: () => void): void;
}

export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial;
  const listeners: { keys: readonly (keyof State)[]; listener: () => void }[] = [];
  const changed = new Set<keyof State>();
  let scheduled = false;

  function flush() {
    scheduled = false;
    const keys = new Set(changed);
    changed.clear();
    for (const entry of listeners) if (entry.keys.some((key) => keys.has(key))) entry.listener();
  }

  return {
    get: () => state,
    set(patch) {
      const next = { ...state, ...patch };
      for (const key of Object.keys(patch) as (keyof State)[]) if (next[key] !== state[key]) changed.add(key);
      state = next;
      if (changed.size > 0 && !scheduled) {
        scheduled = true;
        queueMicrotask(flush);
      }
    },
    on: (keys, listener) => void listeners.push({ keys, listener }),
  };
}
