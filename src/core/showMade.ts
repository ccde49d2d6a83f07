/** What a row of `interim show` says that it made: names as the statement has them, changed objects, changes of loops. */
import type { ArtifactBrief, Badge } from '../protocol/graph.ts';
import { badgesOf } from './change.ts';
import { shortCode, siteText } from './code.ts';
import { at } from './columns.ts';
import { DEFAULT_KINDS } from './cut.ts';
import { namedHolder } from './holder.ts';
import { isMadeBy, sitesInside } from './insideOf.ts';
import { FILTER_KINDS } from './kinds.ts';
import { mainInput } from './mainInput.ts';
import type { ProcessLog, Ref, Run, Site } from './model.ts';
import { bestName, boundBy, briefArtifact, kindOf, makerOf, type Named } from './name.ts';
import { returnLabel } from './node.ts';
import type { UnitFacts } from './unitFacts.ts';
import { newestVersion, versionBefore } from './versions.ts';

export interface Made {
  made?: ArtifactBrief;
  also?: { made: ArtifactBrief; badges: Badge[] }[];
  badges: Badge[];
}

const MOST_NAMES = 6;

export function madeBy(run: Run, site: Site, facts: UnitFacts | undefined): Made {
  const cellValue = shownByCell(run, site);
  if (cellValue !== undefined) return { made: briefOf(run, cellValue), badges: [] };
  const changed = storedInto(run, site);
  const named = changed === undefined ? boundBy(site) : [changed];
  if (named.length === 0) {
    const shown = shownBy(site, facts);
    if (shown !== undefined) named.push({ ref: shown, name: unboundName(run, site, shown) }, ...filesBeside(shown));
  }
  const [first, ...others] = named.slice(0, MOST_NAMES).map((one) => ({
    made: briefOf(run, one),
    // Against what went into the statement.
    badges: badgesOf(mainInput(run, one.ref, isMadeBy(run, site)), one.ref),
  }));
  if (first === undefined) return { badges: [] };
  return { ...first, ...(others.length === 0 ? {} : { also: others }) };
}

function briefOf(run: Run, { ref, name }: Named): ArtifactBrief {
  const brief = briefArtifact(run, ref);
  return name === undefined || kindOf(ref) === 'file' ? brief : { ...brief, name };
}

/** A notebook's cell that ends with a name shows what the name holds, and makes nothing. */
function shownByCell(run: Run, site: Site): Named | undefined {
  const last = site.children.map((child) => run.sites[child]).find((child) => child?.op === 'show')?.facts.last;
  if (last === undefined || at(last.log.steps.outCount, last.id) === 0) return undefined;
  const id = at(last.log.refs.artifact, at(last.log.steps.outs, last.id));
  return { ref: { log: last.log, id }, name: site.name };
}

/** `df["x"] = …`, `rows[0].total += 1`: the object that the statement's variable stands for, in its new version. */
function storedInto(run: Run, site: Site): Named | undefined {
  const store = site.children
    .map((child) => run.sites[child])
    .find((child) => child?.op === 'setitem' || child?.op === 'setattr');
  const last = store?.facts.last;
  if (last === undefined) return undefined;
  const { log, id } = last;
  const start = at(log.steps.outs, id);
  for (let ref = start + at(log.steps.outCount, id) - 1; ref >= start; ref--) {
    const artifact = at(log.refs.artifact, ref);
    if (at(log.artifacts.from, artifact) === 0) continue;
    const [name] = /^[\p{L}_$][\p{L}\p{N}_$]*/u.exec(siteText(site, run.source)) ?? [];
    return { ref: { log, id: artifact }, ...(name === undefined ? {} : { name }) };
  }
  return undefined;
}

/** `await Promise.all([writeFile(…), writeFile(…)])` wrote more than one file. */
function filesBeside({ log, id }: Ref): Named[] {
  if (kindOf({ log, id }) !== 'file') return [];
  const step = at(log.artifacts.step, id);
  const start = at(log.steps.outs, step);
  const outputs = Array.from({ length: at(log.steps.outCount, step) }, (_, n) => at(log.refs.artifact, start + n));
  return [...new Set(outputs)]
    .map((other): Named => ({ ref: { log, id: other } }))
    .filter(({ ref }) => ref.id !== id && kindOf(ref) === 'file');
}

/** What the statement's outermost expression made. What a call gave that nobody took is told where it is data. */
function shownBy(site: Site, facts: UnitFacts | undefined): Ref | undefined {
  const shown = facts?.shown;
  if (shown === undefined || site.op !== 'expr') return shown;
  const filter = FILTER_KINDS[at(shown.log.artifacts.filter, shown.id)];
  const isChange = at(shown.log.artifacts.from, shown.id) > 0;
  return isChange || filter === 'files' || DEFAULT_KINDS.some((kind) => kind === filter) ? shown : undefined;
}

/** A function's value goes by the function where several callers gave it names; what has no name by its code. */
function unboundName(run: Run, site: Site, ref: Ref): string {
  const name = bestName(run, ref);
  if (site.op === 'return' && (name === undefined || isCalledOften(run, site))) return returnLabel(run, site);
  if (name !== undefined) return name;
  const maker = makerOf(run, ref);
  const code = maker === undefined ? '' : shortCode(siteText(maker, run.source));
  return code !== '' && code.length <= 30 ? code : (maker?.name ?? site.name);
}

function isCalledOften(run: Run, site: Site): boolean {
  let up = run.sites[site.parent];
  while (up !== undefined && up.kind !== 'function') up = run.sites[up.parent];
  return up !== undefined && Math.max(up.facts.recorded, up.facts.counted) > 1;
}

/** What the loop changed of what was there before it, the story's kinds first. */
export function changedByLoop(run: Run, loop: Site): Made {
  const last = loop.facts.last;
  if (last === undefined) return { badges: [] };
  let best: { made: Ref; before: Ref; rank: number } | undefined;
  const inside = [...sitesInside(run, loop)].flatMap(({ facts }) => Object.values(facts.made ?? {}));
  const left = changedByTurns(run, last.log).get(last.id) ?? [];
  for (const ref of [...inside.map(({ newest }) => newest), ...left]) {
    const made = namedHolder(run, ref);
    if (made.log !== last.log || at(made.log.artifacts.from, made.id) === 0) continue;
    const before = versionBefore(made, last.id);
    const name = bestName(run, made);
    if (before === undefined || name === undefined) continue;
    const filter = FILTER_KINDS[at(made.log.artifacts.filter, made.id)];
    const rank = made.id + (DEFAULT_KINDS.some((kind) => kind === filter) ? 1e9 : 0);
    if (best === undefined || rank > best.rank) best = { made, before, rank };
  }
  if (best === undefined) return { badges: [] };
  // Turns that were not recorded may have changed it further: that is put down to the loop itself.
  const made = newestVersion(best.made, (version) => at(version.log.artifacts.step, version.id) === last.id);
  return { made: briefArtifact(run, made), badges: badgesOf(best.before, made) };
}

const changedBy = new WeakMap<ProcessLog, { max: number; byStep: Map<number, Ref[]> }>();

/** The versions that are put down to a loop itself, by its step: what turns that were not recorded changed. */
function changedByTurns(run: Run, log: ProcessLog): Map<number, Ref[]> {
  const { artifacts, steps } = log;
  const known = changedBy.get(log);
  if (known?.max === artifacts.max) return known.byStep;
  const byStep = new Map<number, Ref[]>();
  for (const versions of artifacts.next.values())
    for (const id of versions) {
      const step = at(artifacts.step, id);
      if (run.sites[at(steps.site, step)]?.kind !== 'loop') continue;
      const made = byStep.get(step);
      if (made === undefined) byStep.set(step, [{ log, id }]);
      else made.push({ log, id });
    }
  changedBy.set(log, { max: artifacts.max, byStep });
  return byStep;
}
