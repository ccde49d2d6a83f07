/** Recall and precision of a record against what the second recorder saw of the same program. */
import { type Content, isData, isRecordedAs, tagOf } from './content.ts';
import type { Held, Place, Recorded, RecordedFrame } from './recorded.ts';
import type { Seen } from './watch.ts';

export interface Verdict {
  /** Values of variables that were seen, and those of them that the record has, at the right line. */
  seen: number;
  found: number;
  /** Seen again only because something inside of a member changed, through another name: the record tells that of the member. */
  inside: number;
  insides: string[];
  misses: string[];
  /** Values of variables in the record, and those of them that were seen or are the inside of a statement. */
  told: number;
  true: number;
  /** True but for the inside of a member, which was changed through another name. */
  stale: number;
  lies: string[];
  /** Artifacts that no variable held: those whose content was seen somewhere in a variable, and those inside of expressions. */
  unbound: number;
}

interface SeenValue {
  content: Content;
  ran: number;
  ahead: number;
}

export function judge(seen: Seen, recorded: Recorded): Verdict {
  const verdict: Verdict = {
    seen: 0,
    found: 0,
    inside: 0,
    insides: [],
    misses: [],
    told: 0,
    true: 0,
    stale: 0,
    lies: [],
    unbound: 0,
  };
  const histories = historiesOf(seen);
  const pairs = pairFrames(seen, recorded, histories);
  const blind = new Set(seen.blind.map(([id, name]) => `${id} ${name}`));
  const judged = new Set<RecordedFrame>();
  for (const [id, { fn }] of seen.frames.entries()) {
    const frame = pairs.get(id);
    if (frame) judged.add(frame);
    const names = histories.get(id) ?? new Map<string, SeenValue[]>();
    // what a constructor makes is known when it is done
    for (const [name, values] of names) if (name !== 'new') recall(verdict, seen, recorded, fn, frame, name, values);
    if (!frame) continue;
    for (const [name, held] of frame.variables) {
      // private fields are seen by nobody
      if (name.startsWith('this.#') || (!names.has(name) && blind.has(`${id} ${name}`))) continue;
      precision(
        verdict,
        seen,
        recorded,
        frame,
        name,
        held,
        names.get(name) ?? fieldOf(names.get('this') ?? names.get('new'), name),
      );
    }
  }
  for (const frame of recorded.frames) {
    if (judged.has(frame)) continue;
    for (const [name, held] of frame.variables)
      for (const each of held) lie(verdict, recorded, frame, name, each, 'a frame that was not seen');
  }
  const bound = new Set(
    recorded.frames.flatMap((frame) => [...frame.variables.values()].flat().map(({ artifact }) => artifact)),
  );
  verdict.unbound = [...recorded.artifacts.keys()].filter((id) => !bound.has(id)).length;
  return verdict;
}

const MOST_AHEAD = 300;

/**
 * Which step is which call: of one function's steps the first, not taken yet, that was given the same. Functions that wait for
 * files go on in no fixed order, so counting is not enough.
 */
function pairFrames(
  seen: Seen,
  recorded: Recorded,
  histories: Map<number, Map<string, SeenValue[]>>,
): Map<number, RecordedFrame> {
  const key = (file: string, line: number, column: number, module: boolean) =>
    module ? file : `${file}:${line}:${column}`;
  const waiting = new Map<string, RecordedFrame[]>();
  for (const frame of recorded.frames) {
    const { file, line, column } = frame.place;
    const at = key(file, line, column, frame.module);
    waiting.set(at, [...(waiting.get(at) ?? []), frame]);
  }
  const pairs = new Map<number, RecordedFrame>();
  for (const { id, fn } of seen.frames) {
    const place = seen.functions[fn];
    const candidates = place && waiting.get(key(place.file, place.start.line, place.start.column, place.module));
    if (!candidates) continue;
    const given = [...(histories.get(id) ?? [])].flatMap(([name, [first]]) =>
      first && first.ran < 0 && isData(first.content) ? [[name, first.content] as const] : [],
    );
    const isGiven = (frame: RecordedFrame) =>
      given.every(([name, content]) => {
        const [held] = frame.variables.get(name) ?? [];
        return held !== undefined && isHeld(recorded, content, held);
      });
    const at = Math.max(0, candidates.slice(0, MOST_AHEAD).findIndex(isGiven));
    const [frame] = candidates.splice(at, 1);
    if (frame) pairs.set(id, frame);
  }
  return pairs;
}

/** What the field of `this` was each time that `this` was seen. */
function fieldOf(values: SeenValue[] = [], name: string): SeenValue[] {
  return values.flatMap(({ content, ...rest }) => {
    const { v: value, fields: own } = (content ?? {}) as { v?: unknown; fields?: [string, Content][] };
    const fields = tagOf(content) === 'object' ? (value as [string, Content][]) : (own ?? []);
    return fields.flatMap(([key, field]) => (`this.${key}` === name ? [{ content: field, ...rest }] : []));
  });
}

function historiesOf(seen: Seen): Map<number, Map<string, SeenValue[]>> {
  const histories = new Map<number, Map<string, SeenValue[]>>();
  for (const [frame, name, content, , ran, ahead] of seen.events) {
    const names = histories.get(frame) ?? new Map<string, SeenValue[]>();
    histories.set(frame, names);
    const values = names.get(name) ?? [];
    names.set(name, values);
    values.push({ content: seen.contents[content] as Content, ran, ahead });
  }
  return histories;
}

function isHeld(recorded: Recorded, content: Content, { artifact }: Held, deep = true): boolean {
  const record = recorded.artifacts.get(artifact);
  return record !== undefined && isRecordedAs(content, record, recorded.previewOf(record), deep);
}

function recall(
  verdict: Verdict,
  seen: Seen,
  recorded: Recorded,
  fn: number,
  frame: RecordedFrame | undefined,
  name: string,
  values: SeenValue[],
): void {
  const data = values.filter(({ content }) => isData(content));
  const history = frame?.variables.get(name) ?? [];
  const matches = align(data.length, history.length, (value, held) => {
    const content = data[value]?.content ?? null;
    const told = history[held];
    if (told === undefined) return 0;
    if (isHeld(recorded, content, told)) return 2;
    return isHeld(recorded, content, told, false) ? 1 : 0;
  });
  for (const [index, { content, ran }] of data.entries()) {
    verdict.seen++;
    const [at, score] = matches[index] ?? [-1, 0];
    const place = seen.functions[fn];
    const statement = seen.statements[ran];
    const where = `${place?.file.split('/').at(-1)}:${statement?.start.line ?? place?.start.line} ${name}`;
    const held = history[at];
    const isThere = held !== undefined && (!statement || held.places.some((each) => overlaps(each, statement)));
    // the same version as before, but for the inside of a member
    const last = history[matches.slice(0, index).findLast(([each]) => each >= 0)?.[0] ?? 0];
    if (isThere && score === 2) verdict.found++;
    else if (isThere || (last && isHeld(recorded, content, last, false))) {
      verdict.inside++;
      verdict.insides.push(`${where} = ${brief(content)}`);
    } else {
      const why = !frame ? ' (no frame)' : held ? `: recorded at line ${held.places[0]?.line}` : '';
      verdict.misses.push(`${where} = ${brief(content)}${why}`);
    }
  }
}

const MOST_COMPARED = 250_000;

/** Pairs two sequences in their order, so that the scores of the pairs are as much as can be. Too long ones are paired greedily. */
function align(many: number, other: number, score: (a: number, b: number) => number): [at: number, score: number][] {
  if (many * other > MOST_COMPARED) {
    let next = 0;
    return Array.from({ length: many }, (_, index) => {
      for (let at = next; at < other; at++) {
        if (score(index, at) < 2) continue;
        next = at + 1;
        return [at, 2];
      }
      return [-1, 0];
    });
  }
  const width = other + 1;
  const scores = new Uint8Array(many * other);
  const best = new Int32Array((many + 1) * width);
  for (let a = many - 1; a >= 0; a--)
    for (let b = other - 1; b >= 0; b--) {
      const own = score(a, b);
      scores[a * other + b] = own;
      const skipped = Math.max(best[(a + 1) * width + b] ?? 0, best[a * width + b + 1] ?? 0);
      best[a * width + b] = own === 0 ? skipped : Math.max(skipped, own + (best[(a + 1) * width + b + 1] ?? 0));
    }
  const pairs: [number, number][] = [];
  for (let a = 0, b = 0; a < many; a++) {
    const rest = best[(a + 1) * width + b] ?? 0;
    while (
      b < other &&
      (best[a * width + b] ?? 0) > rest &&
      (best[a * width + b + 1] ?? 0) === (best[a * width + b] ?? 0)
    )
      b++;
    const own = b < other ? (scores[a * other + b] ?? 0) : 0;
    const isPaired = own > 0 && own + (best[(a + 1) * width + b + 1] ?? 0) === (best[a * width + b] ?? 0);
    pairs.push(isPaired ? [b, own] : [-1, 0]);
    if (isPaired) b++;
  }
  return pairs;
}

function overlaps(place: Place, statement: Seen['statements'][number]): boolean {
  return place.file === statement.file && place.line <= statement.end.line && place.endLine >= statement.start.line;
}

function precision(
  verdict: Verdict,
  seen: Seen,
  recorded: Recorded,
  frame: RecordedFrame,
  name: string,
  history: Held[],
  values: SeenValue[],
): void {
  let next = 0;
  history.forEach((held, index) => {
    const at = values.findIndex((each, place) => place >= next && isHeld(recorded, each.content, held));
    if (at >= 0) {
      next = at;
      verdict.told++;
      verdict.true++;
      return;
    }
    // what the object became after the variable was gone is judged where it is seen
    if (held.late) return;
    if (isInside(held, history[index + 1]) || frame.failed || (!held.bound && isSeenAnywhere(seen, recorded, held))) {
      verdict.told++;
      verdict.true++;
    } else if (values.some(({ content }) => isHeld(recorded, content, held, false))) {
      verdict.told++;
      verdict.stale++;
    } else
      lie(verdict, recorded, frame, name, held, `seen: ${values.map(({ content }) => brief(content)).join(' | ')}`);
  });
}

/** Replaced within one statement: the second recorder looks after statements only. */
function isInside({ own }: Held, next: Held | undefined): boolean {
  const after = next?.own;
  return own !== undefined && after !== undefined && after.line <= own.endLine && after.endLine >= own.line;
}

/** The variable may have been taken for another object since, which the record does not tell. */
function isSeenAnywhere(seen: Seen, recorded: Recorded, held: Held): boolean {
  return seen.contents.some((content) => isHeld(recorded, content as Content, held));
}

function lie(verdict: Verdict, recorded: Recorded, frame: RecordedFrame, name: string, held: Held, why: string): void {
  verdict.told++;
  const { file, line } = held.own ?? held.places[0] ?? frame.place;
  const record = recorded.artifacts.get(held.artifact);
  const preview = record && recorded.previewOf(record);
  const what = JSON.stringify(preview ?? record?.sum).slice(0, 160);
  verdict.lies.push(
    `${file.split('/').at(-1)}:${line} ${name} = #${held.artifact} ${record?.kind} ${what}; ${why.slice(0, 300)}`,
  );
}

function brief(content: Content): string {
  return tagOf(content) === 'plain' ? JSON.stringify(content).slice(0, 80) : JSON.stringify(content).slice(0, 160);
}
