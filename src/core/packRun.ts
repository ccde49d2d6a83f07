/** The model of a run that has ended, packed to be kept. */
import type { FilterKind } from '../protocol/graph.ts';
import type { Column } from './columns.ts';
import type { Module, ProcessLog, Ref, Run, RunError, Site } from './model.ts';
import { columnsOf, type Numbers, type PackedLog, type PackedRef, type PackedRun, type PackedSite } from './packed.ts';

interface Places {
  logs: Map<ProcessLog, number>;
  modules: Map<Module, number>;
  errors: Map<RunError, number>;
}

export function packRun(run: Run): PackedRun {
  const logs = [...run.logs.values()];
  const places: Places = { logs: numbered(logs), modules: numbered(run.modules), errors: numbered(run.errors) };
  const log = (one: ProcessLog): number => places.logs.get(one) ?? -1;
  return {
    columns: new Map(logs.flatMap(columnsOf).map(([name, column]) => [name, narrowed(column)])),
    facts: {
      words: run.words.texts,
      modules: run.modules.map(({ order: _, ...module }) => module),
      sites: run.sites.map((site) => packSite(places, site)),
      edges: [...run.edges.values()].map((edge) => ({ ...edge, roles: [...edge.roles], log: log(edge.log) })),
      errors: run.errors.map((error) => ({ ...error, log: log(error.log) })),
      problems: [...run.problems].map(([key, problem]) => ({ key, ...problem })),
      logs: logs.map((one) => packLog(places, one)),
      stepCount: run.stepCount,
      sitesEnded: run.sitesEnded,
      artifactCount: run.artifactCount,
      artifactsByFilter: run.artifactsByFilter,
      artifactsByKind: run.artifactsByKind,
      artifactsByDetail: run.artifactsByDetail,
    },
  };
}

const numbered = <T>(list: readonly T[]): Map<T, number> => new Map(list.map((one, index) => [one, index]));

function packSite(places: Places, site: Site): PackedSite {
  const { key, parent, kind, op, name, line, column, endLine, endColumn, facts } = site;
  const module = places.modules.get(site.module) ?? -1;
  const base: PackedSite = { key, parent, module, kind, op, name, place: [line, column, endLine, endColumn] };
  const { recorded, counted, atLeast, durationUs, open, order, ended, last, made, error, filesRead, bound } = facts;
  const isBare = recorded + counted + open === 0 && error === undefined && bound === undefined;
  if (isBare && !Number.isFinite(order)) return base;
  const ref = ({ log, id }: Ref): PackedRef => [places.logs.get(log) ?? -1, id];
  const refs = (list: Map<string, Ref>): [string, PackedRef][] => [...list].map(([text, one]) => [text, ref(one)]);
  return {
    ...base,
    facts: {
      sums: [recorded, counted, durationUs, open],
      // JSON knows no Infinity: null.
      order,
      ended,
      ...(atLeast ? { atLeast } : {}),
      ...(last === undefined ? {} : { last: ref(last) }),
      ...(made === undefined ? {} : { made: packMade(made, ref) }),
      ...(error === undefined ? {} : { error: places.errors.get(error) ?? -1 }),
      ...(filesRead === undefined ? {} : { read: refs(filesRead) }),
      ...(bound === undefined ? {} : { bound: refs(bound) }),
    },
  };
}

function packMade(made: NonNullable<Site['facts']['made']>, ref: (one: Ref) => PackedRef) {
  return Object.entries(made).map(([filter, { count, newest }]): [string, number, PackedRef] => [
    filter satisfies string as FilterKind,
    count,
    ref(newest),
  ]);
}

function packLog(places: Places, log: ProcessLog): PackedLog {
  const { name, epoch, language, parentLog, parentStep, steps, artifacts, end, lastTime } = log;
  return {
    name,
    epoch,
    language,
    ...(parentLog === undefined ? {} : { parentLog }),
    parentStep,
    modules: [...log.modules].map(([id, module]) => [id, places.modules.get(module) ?? -1]),
    sites: [...log.siteIndex],
    counts: [...log.counts],
    totals: [...steps.totals],
    errors: [...steps.errors],
    why: [...artifacts.why],
    given: [...log.summaries.given],
    open: [...log.open],
    ...(end === undefined ? {} : { end }),
    lastTime,
    sizes: [steps.max, artifacts.max, log.refs.length, log.binds.length],
  };
}

/** Without the empty places at its end, in the smallest numbers that hold all of it. */
function narrowed({ data, empty }: Column): Numbers {
  let { length } = data;
  while (length > 0 && data[length - 1] === empty) length--;
  let least = 0;
  let most = 0;
  let whole = true;
  for (let index = 0; index < length; index++) {
    const value = data[index] ?? 0;
    if (value < least) least = value;
    if (value > most) most = value;
    if (whole && !Number.isInteger(value)) whole = false;
  }
  const used = data.subarray(0, length);
  const Smallest = smallestFor(least, most, whole);
  // A copy only where it is smaller: the model of a run that has ended does not change any more.
  return used instanceof Smallest ? used : Smallest.from(used);
}

function smallestFor(least: number, most: number, whole: boolean) {
  if (!whole || least < -(2 ** 31) || most >= 2 ** 31) return Float64Array;
  if (least < -(1 << 15) || most >= 1 << (least < 0 ? 15 : 16)) return Int32Array;
  if (least < 0) return Int16Array;
  return most >= 1 << 8 ? Uint16Array : Uint8Array;
}
