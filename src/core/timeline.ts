/** When each drawn place was at work, in the order of the run: the bar under the graph. */
import type { TimelineEntry } from '../protocol/graph.ts';
import { at } from './columns.ts';
import type { Drawn } from './graph.ts';
import type { ProcessLog } from './model.ts';
import { kindOf } from './name.ts';
import { groupLabel, labelOf, siteAt } from './node.ts';
import { artifactName } from './processLog.ts';

const MOST_ENTRIES = 2000;

interface Span {
  place: number;
  unit: number;
  log: ProcessLog;
  parent: number;
  start: number;
  end: number;
  artifact: number;
  failed: boolean;
}

export function timelineOf(drawn: Drawn): TimelineEntry[] {
  const epoch = drawn.run.logs.get('0')?.epoch ?? 0;
  let spans = [...drawn.run.logs.values()].flatMap((log) => spansOf(drawn, log));
  if (spans.length > MOST_ENTRIES)
    spans = spans.sort((a, b) => b.end - b.start - (a.end - a.start)).slice(0, MOST_ENTRIES);
  const labels = new Map<number, { id: string; label: string }>();
  const entries = spans.map((span) => {
    const { log } = span;
    const known = labels.get(span.place) ?? describe(drawn, span.place);
    labels.set(span.place, known);
    const base = log.epoch - epoch;
    return {
      node: known.id,
      ...(span.artifact > 0 ? { artifact: artifactName(log, span.artifact) } : {}),
      kind: span.artifact > 0 ? kindOf({ log, id: span.artifact }) : ('other' as const),
      label: known.label,
      startMs: base + span.start / 1000,
      durationMs: (span.end - span.start) / 1000,
      failed: span.failed,
    };
  });
  return entries.sort((a, b) => a.startMs - b.startMs);
}

function describe(drawn: Drawn, place: number): { id: string; label: string } {
  const { run } = drawn;
  const site = siteAt(run, place);
  if (drawn.isShut(place)) return { id: site.key, label: groupLabel(run, site) };
  if (drawn.placing.isGroup[place] === 1) return { id: `${site.key}>in`, label: site.name };
  return { id: site.key, label: labelOf(run, site, drawn.units.get(place)?.shown) };
}

/** Steps of one place that follow each other in one frame are one span. */
function spansOf(drawn: Drawn, log: ProcessLog): Span[] {
  const { steps } = log;
  const { placing } = drawn;
  const places = new Map<number, number>();
  const spans: Span[] = [];
  let last: Span | undefined;
  for (let id = 1; id <= steps.max; id++) {
    const unit = placing.unit[at(steps.site, id)] ?? -1;
    if (unit < 0) continue;
    let place = places.get(unit);
    if (place === undefined) {
      place = drawn.visible(unit);
      places.set(unit, place);
    }
    // An open group is at work wherever its insides are.
    if (place < 0 || (placing.isGroup[unit] === 1 && place === unit && !drawn.isShut(unit))) continue;
    const parent = at(steps.parent, id);
    const start = at(steps.start, id);
    const end = start + Math.max(0, at(steps.duration, id));
    const joins = last !== undefined && last.place === place && (last.parent === parent || start <= last.end);
    if (last === undefined || !joins) {
      last = { place, unit, log, parent, start, end, artifact: 0, failed: false };
      spans.push(last);
      if (spans.length > 50_000) spans.splice(0, spans.length, ...spans.filter((_, n) => n % 2 === 0));
    }
    last.end = Math.max(last.end, end);
    last.failed ||=
      steps.errors.get(id)?.caught === false || (steps.errors.has(id) && steps.errors.get(id)?.caught === undefined);
    const out = at(steps.outCount, id) > 0 ? at(log.refs.artifact, at(steps.outs, id)) : 0;
    if (out > 0) last.artifact = out;
  }
  return spans;
}
