/** Collects instrumented code piece by piece: text taken from the source, with where it came from, and text that was added. */

export interface Output {
  add(text: string): void;
  copy(start: number, end: number): void;
  /** What is added next stands for that offset of the source, not for what follows it. */
  standFor(offset: number): void;
  /** Remembers that the code from here to the matching `endText` is the function or class written at start..end. */
  beginText(start: number, end: number): void;
  endText(): void;
  /** What replays end with a semicolon: on one line nothing else ends it. */
  endStatement(): void;
  /** From here to the matching `endPieces` what is written can be written once more; both answer with where it stands. */
  beginPieces(): number;
  endPieces(): number;
  mark(): number;
  /** Writes pieces once more, but one of them, on one line. */
  replay(from: number, to: number, without: number): void;
  length(): number;
  code(): string;
  segments: number[];
  texts: number[];
}

/** Kinds of pieces. */
const [ADD, COPY, STAND, BEGIN, END, CLOSE] = [0, 1, 2, 3, 4, 5];

/** `flat`: how a range of the source is copied where it has to be on one line. */
export function createOutput(source: string, flat: (start: number, end: number, output: Output) => void): Output {
  const pieces: string[] = [];
  /** What may be written once more, as triples of kind and two numbers; texts that were added stand apart. */
  const written: number[] = [];
  const added: string[] = [];
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
  let kept = 0;
  const note = (kind: number, one: number, two: number) => {
    if (kept > 0) written.push(kind, one, two);
  };
  const output: Output = {
    segments,
    texts,
    add(text) {
      flush();
      if (kept > 0) note(ADD, added.push(text) - 1, 0);
      pieces.push(text);
      length += text.length;
    },
    copy(start, end) {
      if (end <= start) return;
      note(COPY, start, end);
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
      note(STAND, offset, 0);
      segments.push(length, offset, 0);
    },
    beginText(start, end) {
      note(BEGIN, start, end);
      open.push(texts.length);
      texts.push(length, 0, start, end);
    },
    endText() {
      note(END, 0, 0);
      const at = open.pop();
      if (at !== undefined) texts[at + 1] = length;
    },
    endStatement() {
      note(CLOSE, 0, 0);
    },
    beginPieces() {
      kept++;
      return written.length;
    },
    endPieces() {
      kept--;
      return written.length;
    },
    mark: () => written.length,
    replay(first, end, without) {
      for (let at = first; at < end; at += 3) {
        if (at === without) continue;
        const { [at]: kind = 0, [at + 1]: one = 0, [at + 2]: two = 0 } = written;
        if (kind === ADD) output.add(added[one] ?? '');
        else if (kind === COPY) flat(one, two, output);
        else if (kind === STAND) output.standFor(one);
        else if (kind === BEGIN) output.beginText(one, two);
        else if (kind === END) output.endText();
        else output.add(';');
      }
    },
    length: () => length,
    code() {
      flush();
      return pieces.join('');
    },
  };
  return output;
}
