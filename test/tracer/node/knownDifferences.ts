/**
 * Snippets that come out otherwise under the tracer, by `theme/name`, with the difference as src/tracer/node/README.md names it. A
 * snippet that differs and is not here fails, and so does one that is here and does not differ any more.
 */
interface Known {
  why: string;
  /** On that version of Node alone. */
  node?: number;
}

const refused: Known = { why: 'TypeScript that Node refuses runs' };
const lookedUp: Known = { why: 'a failed look-up has the frames of the loader' };
const quoted: Known = { why: 'a print of Node that quotes the running code' };

const differences: Record<string, Known> = {
  'errors/assert-messages.cjs': { why: 'an assertion without a message quotes the running code' },
  'errors/messages-of-intermediate-values.mjs': { why: 'V8 prints what a probe stands in otherwise' },
  'errors/messages-with-a-functions-text.mjs': { why: 'V8 prints the text of a function in its message' },
  'typescript/commonjs.cts': refused,
  'typescript/bad-syntax.ts': lookedUp,
  'typescript/import-without-extension.ts': lookedUp,
  'process/no-such-entry.mjs': lookedUp,
  'process/enum-is-refused.ts': refused,
  'process/namespace-is-refused.ts': refused,
  'process/parameter-property-is-refused.ts': refused,
  'process/import-equals-is-refused.ts': refused,
  'process/top-level-await-never-settles.mjs': quoted,
  'process/throw-in-uncaught-handler.cjs': quoted,
  'process/prepare-stack-trace-deleted.mjs': { why: 'a program that takes Error.prepareStackTrace away' },
};

const running = Number(process.versions.node.split('.')[0]);

/** Why the snippet may differ on the Node that runs. */
export function knownDifference(snippet: string): string | undefined {
  const known = differences[snippet];
  return known && (known.node ?? running) === running ? known.why : undefined;
}
