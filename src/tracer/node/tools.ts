/** Node's own modules, as objects: they are tools, never data, however the program came by them. */
import module from 'node:module';

const { getBuiltinModule } = process;

export interface Tools {
  /** The program asked for this built-in module. */
  add(name: string): void;
  has(value: object): boolean;
}

export function createTools(): Tools {
  const asked = new Set<string>();
  const objects = new WeakSet<object>();
  return {
    add: (name) => void asked.add(name),
    has(value) {
      for (const name of asked) {
        const built = module.isBuiltin(name) ? (getBuiltinModule(name) as object | undefined) : undefined;
        if (built && (typeof built === 'object' || typeof built === 'function')) {
          objects.add(built);
          const { promises } = built as { promises?: unknown };
          if (typeof promises === 'object' && promises !== null) objects.add(promises);
        }
      }
      asked.clear();
      return objects.has(value);
    },
  };
}
