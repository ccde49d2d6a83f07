/**
 * Where the lines of a file that was edited since the run stand now. A line is only mapped while its own text is
 * unchanged, so a hover never shows what another line made.
 */

export interface LineMap {
  /** Line as it ran for a line of today, both from 1. */
  toRun(line: number): number | undefined;
  /** Line of today for one as it ran. */
  toNow(line: number): number | undefined;
}

export function mapLines(asItRan: string, now: string): LineMap {
  const before = splitLines(asItRan);
  const after = splitLines(now);
  const toRun = new Map<number, number>();
  const toNow = new Map<number, number>();
  const pair = (ran: number, today: number): void => {
    toRun.set(today + 1, ran + 1);
    toNow.set(ran + 1, today + 1);
  };
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  for (; start < shorter && before[start] === after[start]; start++) pair(start, start);
  let end = 0;
  for (; end < shorter - start; end++) {
    const ran = before.length - 1 - end;
    const today = after.length - 1 - end;
    if (before[ran] !== after[today]) break;
    pair(ran, today);
  }
  // Between the ends: lines whose text stands once on both sides, as long as they keep their order.
  const ranOnce = linesOnce(before, start, before.length - end);
  const todayOnce = linesOnce(after, start, after.length - end);
  let last = -1;
  for (const [text, today] of todayOnce) {
    const ran = ranOnce.get(text);
    if (ran === undefined || ran <= last) continue;
    pair(ran, today);
    last = ran;
  }
  return { toRun: (line) => toRun.get(line), toNow: (line) => toNow.get(line) };
}

/** Lines of an expression as they stand today: all of them unchanged and still together, else nothing. */
export function mapRange(map: LineMap, from: number, to: number): number | undefined {
  const first = map.toNow(from);
  if (first === undefined) return undefined;
  for (let line = from + 1; line <= to; line++) if (map.toNow(line) !== first + line - from) return undefined;
  return first;
}

const splitLines = (text: string): string[] => text.split(/\r\n|\r|\n/);

function linesOnce(lines: string[], from: number, to: number): Map<string, number> {
  const once = new Map<string, number>();
  const twice = new Set<string>();
  for (let at = from; at < to; at++) {
    const text = lines[at] ?? '';
    if (text.trim() === '' || twice.has(text)) continue;
    if (once.delete(text)) twice.add(text);
    else once.set(text, at);
  }
  return once;
}
