/** Loads a library that is installed for these tests alone, typed by what a test uses of it. */
export async function load<T>(name: string): Promise<T> {
  const module = (await import(name)) as { default?: unknown };
  return (module.default ?? module) as T;
}

/** An object's own properties with their identity, getters uncalled: equal before and after a description. */
export function heldBy(value: object): Map<PropertyKey, unknown> {
  const held = new Map<PropertyKey, unknown>();
  for (const key of Reflect.ownKeys(value)) {
    const found = Object.getOwnPropertyDescriptor(value, key);
    held.set(key, found?.get ?? found?.value);
  }
  return held;
}
