/** A function that is wrapped by another where it is defined. */

type Measured = { name: string; size: number };

function remembered(wrapped: (name: string) => Measured) {
  const seen: Record<string, Measured> = {};

  function wrapper(name: string) {
    if (!(name in seen)) {
      seen[name] = wrapped(name);
    }
    return seen[name];
  }

  return wrapper;
}

let measure = (name: string) => {
  return { name, size: name.length };
};

measure = remembered(measure) as typeof measure;
const first = measure('ada');
const again = measure('ada');
console.log(first, again);
