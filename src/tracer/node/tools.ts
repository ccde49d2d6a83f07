/** Node's own modules, as objects: they are tools, never data, however the program came by them. */
const module = process.getBuiltinModule('node:module');

const { getBuiltinModule } = process;

export interface Tools {
  /** The program asked for this built-in module. */
  add(name: string): void;
  /** Called before the program gets this one. */
  onFirst(name: string, tell: () => void): void;
  has(value: object): boolean;
}

export function createTools(): Tools {
  const asked = new Set<string>();
  const waiting = new Map<string, () => void>();
  const seen = new Set<string>();
  /** Few, and they live as long as the process: looking through them is cheaper than hashing every object asked about. */
  const objects: object[] = [];
  return {
    add(name) {
      if (seen.has(name)) return;
      seen.add(name);
      asked.add(name);
      waiting.get(name)?.();
    },
    onFirst: (name, tell) => void waiting.set(name, tell),
    has(value) {
      if (asked.size > 0) find();
      for (let at = 0; at < objects.length; at++) if (objects[at] === value) return true;
      return false;
    },
  };
  function find(): void {
    for (const name of asked) {
      const built = module.isBuiltin(name) ? (getBuiltinModule(name) as object | undefined) : undefined;
      if (built && (typeof built === 'object' || typeof built === 'function')) {
        objects.push(built);
        const { promises } = built as { promises?: unknown };
        if (typeof promises === 'object' && promises !== null) objects.push(promises);
      }
    }
    asked.clear();
  }
}
