/** Collects instrumented code piece by piece: text taken from the source, with where it came from, and text that was added. */

export interface Output {
  add(text: string): void;
  copy(start: number, end: number): void;
  /** What is added next stands for that offset of the source, not for what follows it. */
  standFor(offset: number): void;
  /** Remembers that the code from here to the matching `endText` is the function or class written at start..end. */
  beginText(start: number, end: number): void;
  endText(): void;
  length(): number;
  code(): string;
  segments: number[];
  texts: number[];
}

export function createOutput(source: string): Output {
  const pieces: string[] = [];
  const segments: number[] = [];
  const texts: number[] = [];
  const open: number[] = [];
  let length = 0;
  /** Copied one after the other from the source, and not yet a piece: most copies go on where the last one ended. */
  let [from, to] = [0, 0];
  const flush = () => {
    if (to > from) pieces.push(source.slice(from, to));
    from = to;
  };
  return {
    segments,
    texts,
    add(text) {
      flush();
      pieces.push(text);
      length += text.length;
    },
    copy(start, end) {
      if (end <= start) return;
      if (start !== to) {
        flush();
        from = start;
      }
      to = end;
      const last = segments.length - 3;
      const follows =
        (segments[last + 2] ?? 0) > 0 &&
        (segments[last] ?? 0) + (segments[last + 2] ?? 0) === length &&
        (segments[last + 1] ?? 0) + (segments[last + 2] ?? 0) === start;
      if (follows) segments[last + 2] = (segments[last + 2] ?? 0) + end - start;
      else segments.push(length, start, end - start);
      length += end - start;
    },
    standFor(offset) {
      segments.push(length, offset, 0);
    },
    beginText(start, end) {
      open.push(texts.length);
      texts.push(length, 0, start, end);
    },
    endText() {
      const at = open.pop();
      if (at !== undefined) texts[at + 1] = length;
    },
    length: () => length,
    code() {
      flush();
      return pieces.join('');
    },
  };
}
