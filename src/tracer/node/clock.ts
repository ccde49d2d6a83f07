/** Milliseconds on a clock that never goes back. Not `performance`: to ask for it loads a dozen of Node's modules, in every run. */
const { hrtime } = process;

export function clock(): number {
  const [seconds, nanoseconds] = hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
