/** The record of a traced run, as a history of each variable of each frame: what it was bound to, and what became of that. */
import fs from 'node:fs';
import path from 'node:path';
import type { Preview } from '../../../src/protocol/artifact.ts';
import type { ArtifactRecord, LogRecord, SiteRow } from '../../../src/protocol/runLog.ts';

export interface Place {
  file: string;
  line: number;
  column: number;
  endLine: number;
}

/** One value of a variable: an artifact that it was bound to, or a version that what it held became. */
export interface Held {
  artifact: number;
  bound: boolean;
  /** Came after the frame had ended: a closure may still see it, or nobody. */
  late: boolean;
  /** Where it came about: the site, then those of the steps around it. */
  places: Place[];
  /** The place in the frame's own code. */
  own: Place | undefined;
}

export interface RecordedFrame {
  step: number;
  place: Place;
  module: boolean;
  failed: boolean;
  variables: Map<string, Held[]>;
}

export interface Recorded {
  artifacts: Map<number, ArtifactRecord>;
  /** In the order in which they began. */
  frames: RecordedFrame[];
  records: LogRecord[];
  previewOf(artifact: ArtifactRecord): Preview | undefined;
  /** File, line, column and name of the site of a step. */
  placeOf(step: number): string | undefined;
}

interface Step {
  site: number;
  parent: number;
  failed: boolean;
}

interface Tables {
  recorded: Recorded;
  steps: Map<number, Step>;
  frames: Map<number, RecordedFrame>;
  placeOf(site: number): Place | undefined;
}

export function readRecord(folder: string): Recorded {
  const lines = fs.readFileSync(path.join(folder, 'log-0.ndjson'), 'utf8').split('\n');
  const records = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as LogRecord);
  const previewFile = path.join(folder, 'previews-0.ndjson');
  const previews = fs.existsSync(previewFile) ? fs.readFileSync(previewFile) : Buffer.alloc(0);
  const rows = new Map<number, SiteRow>();
  const files = new Map<number, string>();
  const tables: Tables = {
    recorded: {
      artifacts: new Map(),
      frames: [],
      records,
      placeOf(step) {
        const row = rows.get(tables.steps.get(step)?.site ?? 0);
        return row && `${path.basename(files.get(row[0]) ?? '')}:${row[5]}:${row[6]} ${row[4]}`;
      },
      previewOf: ({ pv }) => pv && (JSON.parse(previews.subarray(pv[0], pv[0] + pv[1]).toString('utf8')) as Preview),
    },
    steps: new Map(),
    frames: new Map(),
    placeOf(site) {
      const row = rows.get(site);
      return row && { file: files.get(site) ?? '', line: row[5], column: row[6], endLine: row[7] };
    },
  };
  let file = '';
  for (const record of records) {
    if (record.k === 'module') file = record.path;
    else if (record.k === 'sites')
      for (const row of record.sites) {
        rows.set(row[0], row);
        files.set(row[0], file);
      }
    else if (record.k === 'artifact') tables.recorded.artifacts.set(record.id, record);
    else if (record.k === 'step' || record.k === 'enter')
      tables.steps.set(record.id, { site: record.site, parent: record.parent, failed: 'err' in record });
  }
  for (const [id, step] of [...tables.steps].sort(([a], [b]) => a - b)) {
    const row = rows.get(step.site);
    const place = tables.placeOf(step.site);
    if (!row || !place || (row[2] !== 'function' && row[2] !== 'module')) continue;
    const frame = { step: id, place, module: row[2] === 'module', failed: step.failed, variables: new Map() };
    tables.frames.set(id, frame);
    tables.recorded.frames.push(frame);
  }
  followVariables(tables);
  return tables.recorded;
}

/** Places of a step and of those around it; and the one among them that stands in the frame's own code. */
function placesOf({ steps, frames, placeOf }: Tables, from: number, frame: number): Pick<Held, 'places' | 'own'> {
  const places: Place[] = [];
  let own: Place | undefined;
  let below: Place | undefined;
  for (let id = from, at = steps.get(id); at; id = at.parent, at = steps.get(id)) {
    const place = placeOf(at.site);
    if (!place) break;
    places.push(place);
    if (id === frame) own ??= below;
    // of the steps right below the frame the innermost counts, not the loops around it
    if (frames.has(id)) below = undefined;
    else below ??= place;
  }
  return { places, own };
}

/** Binds and new versions in the order of the log: a version is what every variable that holds the object becomes. */
function followVariables(tables: Tables): void {
  const { recorded, frames, placeOf } = tables;
  const rootOf = (id: number): number => {
    let at = id;
    for (let from = recorded.artifacts.get(at)?.from; from !== undefined; from = recorded.artifacts.get(at)?.from)
      at = from;
    return at;
  };
  type Holder = { frame: RecordedFrame; history: Held[] };
  const holders = new Map<number, Set<Holder>>();
  const holding = new Map<Held[], [number, Holder]>();
  const ended = new Set<number>();
  const hold = (frame: RecordedFrame, name: string, artifact: number, where: Pick<Held, 'places' | 'own'>) => {
    const history = frame.variables.get(name) ?? [];
    frame.variables.set(name, history);
    history.push({ artifact, bound: true, late: ended.has(frame.step), ...where });
    const [before, holder] = holding.get(history) ?? [0, { frame, history }];
    holders.get(before)?.delete(holder);
    const root = rootOf(artifact);
    holding.set(history, [root, holder]);
    holders.set(root, (holders.get(root) ?? new Set()).add(holder));
  };
  const receivers = new Map<number, number>();
  for (const record of recorded.records)
    if (record.k === 'step' && frames.has(record.id))
      for (const [artifact, role, name] of record.in ?? [])
        if (role === 'receiver' && name === 'this') receivers.set(record.id, artifact);
  for (const record of recorded.records) {
    const receiver = record.k === 'enter' ? receivers.get(record.id) : undefined;
    const entered = record.k === 'enter' ? frames.get(record.id) : undefined;
    if (receiver !== undefined && entered)
      hold(entered, 'this', receiver, { own: entered.place, places: [entered.place] });
    if (record.k === 'artifact' && record.from !== undefined)
      for (const { frame, history } of holders.get(rootOf(record.id)) ?? []) {
        const where = placesOf(tables, record.step, frame.step);
        history.push({ artifact: record.id, bound: false, late: ended.has(frame.step), ...where });
      }
    if (record.k === 'bind') {
      const frame = frames.get(record.frame);
      const own = placeOf(record.site);
      if (!frame || !own) continue;
      const { places } = placesOf(tables, record.parent ?? record.frame, record.frame);
      hold(frame, record.name, record.a, { own, places: [own, ...places] });
    }
    if (record.k === 'step' && frames.has(record.id)) ended.add(record.id);
  }
}
