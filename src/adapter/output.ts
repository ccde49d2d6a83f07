/** A program's output as text events: characters whole across chunks, and everything said before the end is announced. */
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

export type OutputCategory = 'stdout' | 'stderr';

export function forwardOutput(
  stream: Readable | null,
  category: OutputCategory,
  send: (text: string, category: OutputCategory) => void,
): void {
  if (!stream) return;
  const decoder = new StringDecoder('utf8');
  stream.on('data', (bytes: Buffer) => {
    const text = decoder.write(bytes);
    if (text) send(text, category);
  });
  stream.on('end', () => {
    const rest = decoder.end();
    if (rest) send(rest, category);
  });
}
