/**
 * Function.prototype.toString as the program knows it: the text of its functions as written, and native code for what the tracer had
 * to put in the place of a native function. It is also the door through which instrumented code gets its probes: a secret that
 * only this process knows, asked of a function that is there anyway, so that no name is added anywhere.
 */
const { apply } = Reflect;
const native = Function.prototype.toString;
const { defineProperty, getOwnPropertyDescriptor } = Object;

export interface Disguise {
  /** Makes `replacement` look like the function that it stands for. */
  stand<T extends object>(replacement: T, original: object): T;
  /** Answers `give()` to the code that knows `secret`. */
  offer(secret: string, give: () => object): void;
}

export function disguiseFunctions(originalText: (text: string) => string | undefined): Disguise {
  const natives = new WeakMap<object, string>();
  const offers = new Map<string, () => object>();
  const stand = {
    toString(this: unknown): unknown {
      if (typeof this === 'string') {
        const give = offers.get(this);
        if (give) return give();
      }
      if (typeof this === 'function') {
        const disguised = natives.get(this);
        if (disguised !== undefined) return disguised;
      }
      const text = apply(native, this, []);
      return originalText(text) ?? text;
    },
  };
  natives.set(stand.toString, apply(native, native, []));
  defineProperty(Function.prototype, 'toString', {
    value: stand.toString,
    writable: true,
    enumerable: false,
    configurable: true,
  });
  return {
    stand(replacement, original) {
      natives.set(replacement, apply(native, original, []));
      for (const key of ['name', 'length'] as const)
        defineProperty(replacement, key, { ...getOwnPropertyDescriptor(original, key) });
      return replacement;
    },
    offer: (secret, give) => void offers.set(secret, give),
  };
}
