/** What Interim itself says. A stream is opened when it is first written to, since that takes longer than most of what is said. */

const opened = new Map<'stdout' | 'stderr', NodeJS.WriteStream>();

export function openOutput(name: 'stdout' | 'stderr'): NodeJS.WriteStream {
  const known = opened.get(name);
  if (known) return known;
  const stream = process[name];
  opened.set(name, stream);
  // The reader of our output may leave first (`| head`); that is its right.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return stream;
}

/** Writes a command's result to stdout, whole, also into a pipe. */
export function print(text: string): void {
  openOutput('stdout').write(text.endsWith('\n') ? text : `${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** What happened, and what to do about it. */
export function remarkError({ message, mend }: { message: string; mend: string }): void {
  remark(`${message}\n         ${mend}`);
}

/** Beside the result, or beside the program's own output: on stderr. */
export function remark(text: string): void {
  openOutput('stderr').write(`interim: ${text}\n`);
}
