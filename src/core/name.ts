/** The names that an artifact was bound to, and the one that it is best known by. */
import type { ArtifactBrief } from '../protocol/graph.ts';
import type { SiteOp } from '../protocol/runLog.ts';
import { shortCode, shorten, siteText } from './code.ts';
import { at, wordAt } from './columns.ts';
import { ARTIFACT_KINDS, DETAILS } from './kinds.ts';
import type { Ref, Run, Site } from './model.ts';
import { artifactName } from './processLog.ts';
import { shapeText } from './shape.ts';
import { summaryOf } from './summaries.ts';

const MOST_BINDS = 200;

/** In the order of binding, each once. */
export function namesOf(run: Run, ref: Ref): string[] {
  const names = new Set<string>();
  for (const bind of bindsOf(run, ref)) names.add(bind.name);
  return [...names];
}

interface Bind {
  name: string;
  /** What a function calls its argument, or a loop an element that was made elsewhere: not what the artifact is. */
  parameter: boolean;
  depth: number;
}

function bindsOf(run: Run, { log, id }: Ref): Bind[] {
  const found: Bind[] = [];
  const { binds } = log;
  for (let bind = at(log.artifacts.bind, id), n = 0; bind >= 0 && n < MOST_BINDS; bind = at(binds.next, bind), n++) {
    const site = run.sites[at(binds.site, bind)];
    const element = site?.kind === 'loop' && at(log.steps.site, at(log.artifacts.step, id)) !== site.index;
    const parameter = site?.kind === 'function' || site?.kind === 'class' || element;
    found.push({
      name: wordAt(run.words, at(binds.name, bind)),
      parameter,
      depth: frameDepth(log, at(binds.frame, bind)),
    });
  }
  return found.reverse();
}

function frameDepth(log: Ref['log'], frame: number): number {
  let depth = 0;
  for (let step = frame; step > 0 && depth < 200; step = at(log.steps.parent, step)) depth++;
  return depth;
}

/** The first name in the outermost frame: what the story calls the artifact once a function has given it back. */
export function bestName(run: Run, { log, id }: Ref): string | undefined {
  const known = knownNames(run, log);
  const way: number[] = [];
  let name: string | undefined;
  // A version made in place is still the thing that its first version was named.
  for (let version = id, next = 0; version > 0 && name === undefined; version = next) {
    if (known.has(version)) {
      name = known.get(version);
      break;
    }
    way.push(version);
    name = ownName(run, { log, id: version }) ?? nameOfEqual(run, { log, id: version });
    next = at(log.artifacts.from, version);
    if (next >= version) break;
  }
  for (const version of way) known.set(version, name);
  return name;
}

const names = new WeakMap<Ref['log'], { revision: number; known: Map<number, string | undefined> }>();

/** Versions can be many, and each goes by the name of the one before: told once, until something comes. */
function knownNames(run: Run, log: Ref['log']): Map<number, string | undefined> {
  const kept = names.get(log);
  if (kept?.revision === run.revision) return kept.known;
  const known = new Map<number, string | undefined>();
  names.set(log, { revision: run.revision, known });
  return known;
}

function ownName(run: Run, ref: Ref): string | undefined {
  if (at(ref.log.artifacts.bind, ref.id) < 0) return undefined;
  let best: Bind | undefined;
  for (const bind of bindsOf(run, ref)) {
    if (bind.parameter || /^_+$/.test(bind.name)) continue;
    if (best === undefined || bind.depth < best.depth) best = bind;
  }
  return best?.name;
}

/** Later versions that differ in nothing may have got a name. */
function nameOfEqual(run: Run, ref: Ref): string | undefined {
  for (let same = sameContentLater(ref); same !== undefined; same = sameContentLater(same)) {
    const name = ownName(run, same);
    if (name !== undefined) return name;
  }
  return undefined;
}

function sameContentLater({ log, id }: Ref): Ref | undefined {
  const { next, print, bind } = log.artifacts;
  const own = at(print, id);
  const same = next
    .get(id)
    ?.find((later) => later > id && own !== 0 && at(print, later) === own && at(bind, later) >= 0);
  return same === undefined ? undefined : { log, id: same };
}

export const kindOf = ({ log, id }: Ref) => ARTIFACT_KINDS[at(log.artifacts.kind, id) - 1] ?? 'other';
export const typeOf = (run: Run, { log, id }: Ref) => wordAt(run.words, at(log.artifacts.type, id));
export const detailOf = ({ log, id }: Ref) => DETAILS[at(log.artifacts.detail, id)] ?? 'full';
export const makerOf = (run: Run, { log, id }: Ref) => run.sites[at(log.steps.site, at(log.artifacts.step, id))];

export function briefArtifact(run: Run, ref: Ref): ArtifactBrief {
  const kind = kindOf(ref);
  const type = typeOf(run, ref);
  const summary = summaryOf(ref);
  return {
    id: artifactName(ref.log, ref.id),
    name: (kind === 'file' ? fileName(summary.path) : undefined) ?? bestName(run, ref) ?? nameOfMaker(run, ref) ?? type,
    kind,
    type,
    shape: shapeText(kind, type, summary),
    version: at(ref.log.artifacts.version, ref.id) || 1,
    complete: detailOf(ref) === 'full',
  };
}

/** Made by these it goes by their code: `/` or `["age"]` says nothing of what came out. */
const SIGNS = new Set<SiteOp>(['binary', 'unary', 'compare', 'boolean', 'conditional', 'getitem', 'await', 'template']);
const MOST_CODE = 40;

function nameOfMaker(run: Run, ref: Ref): string | undefined {
  const maker = makerOf(run, ref);
  if (maker === undefined || !SIGNS.has(maker.op)) return maker?.name;
  const code = shortCode(siteText(maker, run.source));
  return code === '' ? maker.name : shorten(code, MOST_CODE);
}

export function fileName(path: string | undefined): string | undefined {
  if (typeof path !== 'string') return undefined;
  const parts = path.split(/[\\/]/);
  return parts[parts.length - 1] || path;
}

export interface Named {
  ref: Ref;
  name?: string;
}

/** The names that the statement itself assigned, in the order of its text. */
export function boundBy(site: Site): Named[] {
  const bound = [...(site.facts.bound ?? [])].map(([name, ref]): Named => ({ ref, name }));
  const words = site.name.split(/[^\p{L}\p{N}_$.]+/u);
  const own = bound.filter(({ name = '' }) => words.includes(name));
  const place = ({ name = '' }: Named): number => words.indexOf(name);
  return own.length > 0 ? own.sort((a, b) => place(a) - place(b)) : bound.slice(0, 1);
}
