/** Everything known about one artifact: where it was made, from what, what became of it, how it changed. */

import { type ArtifactDetail, DETAIL_VERSION, type Link } from '../protocol/detail.ts';
import type { ArtifactBrief } from '../protocol/graph.ts';
import { badgesOf, columnChanges } from './change.ts';
import { placeOf, siteText } from './code.ts';
import { at, wordAt } from './columns.ts';
import { defaultCut, placeStatements, placeUnits, statementOf } from './cut.ts';
import { isMadeWith } from './insideOf.ts';
import { mainInput } from './mainInput.ts';
import type { Ref, Run, Site, SourceOf } from './model.ts';
import { bestName, briefArtifact, detailOf, kindOf, makerOf, namesOf, typeOf } from './name.ts';
import { groupLabel } from './node.ts';
import { artifactName, findArtifact } from './processLog.ts';
import { shapeText } from './shape.ts';
import { summaryOf } from './summaries.ts';
import { isByTheWay } from './unitFacts.ts';

const MOST_LINKS = 100;
const MOST_SIBLINGS = 100;

/** Without the preview, which is read from disk by whoever shows it. */
export function describeArtifact(run: Run, id: string, source: SourceOf = run.source): ArtifactDetail | undefined {
  const ref = findArtifact(run, id);
  if (ref === undefined) return undefined;
  const { log } = ref;
  const { artifacts, steps } = log;
  const maker = makerOf(run, ref);
  if (maker === undefined) return undefined;
  const statement = run.sites[statementOf(run, maker)] ?? maker;
  const step = at(artifacts.step, ref.id);
  const summary = summaryOf(ref);
  const brief = briefArtifact(run, ref);
  const from = at(artifacts.from, ref.id);
  const main = changeInput(run, ref, maker, statement);
  const badges = badgesOf(main, ref);
  const why = artifacts.why.get(ref.id);
  const lib = wordAt(run.words, at(artifacts.lib, ref.id));
  const error = steps.errors.get(step);
  const around = enclosingFunction(run, maker);
  const iteration = iterationOf(ref);
  return {
    version: DETAIL_VERSION,
    id: brief.id,
    run: run.header.id,
    names: namesOf(run, ref),
    name: brief.name,
    kind: brief.kind,
    type: typeOf(run, ref),
    ...(lib === '' ? {} : { lib }),
    artifactVersion: brief.version,
    ...(from > 0 ? { previous: briefArtifact(run, { log, id: from }) } : {}),
    next: (artifacts.next.get(ref.id) ?? []).slice(0, MOST_LINKS).map((next) => briefArtifact(run, { log, id: next })),
    detail: detailOf(ref),
    ...(why === undefined ? {} : { why }),
    shape: shapeText(kindOf(ref), typeOf(run, ref), summary),
    summary,
    place: placeOf(maker),
    code: siteText(statement, source) || statement.name,
    codePlace: placeOf(statement),
    siteLabel: maker.name,
    node: nodeKey(run, maker),
    ...(around === undefined ? {} : { enclosingFunction: groupLabel(run, around) }),
    step,
    steps: steps.max,
    startMs: at(steps.start, step) / 1000,
    durationMs: Math.max(0, at(steps.duration, step)) / 1000,
    ...(iteration === undefined ? {} : { iteration }),
    inputs: inputLinks(run, ref),
    usedBy: useLinks(run, ref),
    siblings: siblingsOf(run, ref, maker),
    badges,
    ...(main === undefined || badges.length === 0 ? {} : { changedFrom: briefArtifact(run, main) }),
    columnChanges:
      main !== undefined && kindOf(main) === 'table' && brief.kind === 'table' ? columnChanges(main, ref) : [],
    ...(error === undefined ? {} : { error: { type: error.type, message: error.message } }),
  };
}

/** Of what a statement made in the end, what went into the statement; of what it made on the way, what went into that. */
function changeInput(run: Run, ref: Ref, maker: Site, statement: Site): Ref | undefined {
  const onTheWay = statement !== maker && isByTheWay(run, placeStatements(run), maker, '', ref);
  return mainInput(run, ref, onTheWay ? undefined : isMadeWith(run, statement, ref));
}

/** The place of the statement level where a site is drawn. */
export function nodeKey(run: Run, site: Site): string {
  const placing = placeUnits(run, defaultCut().level === 'expression');
  const unit = placing.unit[site.index] ?? -1;
  const drawn = run.sites[unit] ?? site;
  return placing.isGroup[drawn.index] === 1 && drawn === site ? `${site.key}>in` : drawn.key;
}

function enclosingFunction(run: Run, site: Site): Site | undefined {
  let up = run.sites[site.parent];
  while (up !== undefined && up.kind !== 'function') up = run.sites[up.parent];
  return up;
}

function iterationOf({ log, id }: Ref): ArtifactDetail['iteration'] {
  const { steps } = log;
  const step = at(log.artifacts.step, id);
  const index = at(steps.iteration, step);
  if (index < 0) return undefined;
  const totals = steps.totals.get(at(steps.parent, step));
  // the head that ended the loop led to no iteration
  if (totals?.[0] !== undefined && index >= totals[0]) return undefined;
  return { index, of: totals?.[0] ?? index + 1, recorded: totals?.[1] ?? index + 1 };
}

/** What the making step took in; of a literal display, what the display took in is enough. */
function inputLinks(run: Run, { log, id }: Ref): Link[] {
  const step = at(log.artifacts.step, id);
  const start = at(log.steps.ins, step);
  const links: Link[] = [];
  for (let ref = start; ref < start + at(log.steps.inCount, step) && links.length < MOST_LINKS; ref++) {
    const link = linkTo(run, { log, id: at(log.refs.artifact, ref) }, ref, undefined);
    if (link !== undefined) links.push(link);
  }
  return links;
}

function linkTo(run: Run, ref: Ref, at_: number, site: Site | undefined): Link | undefined {
  const { refs } = ref.log;
  const where = site ?? makerOf(run, ref);
  if (where === undefined || at(ref.log.artifacts.kind, ref.id) === 0) return undefined;
  const name = wordAt(run.words, at(refs.name, at_));
  return {
    artifact: briefArtifact(run, ref),
    role: roleText(wordAt(run.words, at(refs.role, at_))),
    ...(name === '' ? {} : { name }),
    place: placeOf(where),
    node: nodeKey(run, where),
  };
}

/** `arg:on` is told as `on`, `arg:0` as `first argument`. */
export function roleText(role: string): string {
  const argument = /^arg:(.+)$/.exec(role)?.[1];
  if (argument === undefined) return role;
  const places = ['first argument', 'second argument', 'third argument'];
  return /^\d+$/.test(argument) ? (places[Number(argument)] ?? `argument ${Number(argument) + 1}`) : argument;
}

/** Steps that used the artifact, told by what they made of it, each place once. */
function useLinks(run: Run, { log, id }: Ref): Link[] {
  const { refs, artifacts, steps } = log;
  const found: [number, Link][] = [];
  const seen = new Set<string>();
  for (let ref = at(artifacts.used, id), n = 0; ref >= 0 && n < 5000; ref = at(refs.next, ref), n++) {
    const step = at(refs.step, ref);
    const site = run.sites[at(steps.site, step)];
    if (site === undefined || site.kind === 'function') continue;
    const made = outputOf({ log, id }, step);
    const key = `${site.key} ${made}`;
    if (made === 0 || seen.has(key)) continue;
    seen.add(key);
    const name = wordAt(run.words, at(refs.name, ref));
    found.push([
      step,
      {
        artifact: briefArtifact(run, { log, id: made }),
        role: roleText(wordAt(run.words, at(refs.role, ref))),
        ...(name === '' ? {} : { name }),
        place: placeOf(site),
        node: nodeKey(run, site),
      },
    ]);
    if (found.length >= MOST_LINKS) break;
  }
  return found.sort((a, b) => a[0] - b[0]).map(([, link]) => link);
}

/** First artifact that a step made; 0 where it made none. */
function outputOf({ log, id }: Ref, step: number): number {
  const start = at(log.steps.outs, step);
  for (let ref = start; ref < start + at(log.steps.outCount, step); ref++) {
    const made = at(log.refs.artifact, ref);
    if (made !== id && at(log.artifacts.step, made) === step) return made;
  }
  return 0;
}

/** What the same site made in its other executions, and what else it made in this one. */
function siblingsOf(run: Run, { log, id }: Ref, maker: Site): ArtifactBrief[] {
  const ids: number[] = [];
  let step = maker.facts.last?.log === log ? maker.facts.last.id : 0;
  for (let n = 0; step > 0 && n < MOST_SIBLINGS * 3 && ids.length < MOST_SIBLINGS; n++) {
    const start = at(log.steps.outs, step);
    for (let ref = start + at(log.steps.outCount, step) - 1; ref >= start; ref--) {
      const made = at(log.refs.artifact, ref);
      if (at(log.artifacts.step, made) === step && !ids.includes(made)) ids.push(made);
    }
    step = at(log.steps.previous, step);
  }
  if (ids.length <= 1) return [];
  return ids
    .slice(0, MOST_SIBLINGS)
    .reverse()
    .filter((other) => other !== id)
    .map((other) => briefArtifact(run, { log, id: other }));
}

export const nameOf = (run: Run, ref: Ref): string => bestName(run, ref) ?? artifactName(ref.log, ref.id);
