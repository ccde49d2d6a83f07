/** Writes steps: which began, inside which, with which inputs and outputs. The probes (probe.ts) say what happened; this says it to the log. */
import type { CaptureLimits, ErrorRef, InputRef, OutputRef } from '../../protocol/runLog.ts';
import { type Artifacts, createArtifacts } from './artifacts.ts';
import { type Budget, createBudget } from './budget.ts';
import { createErrors } from './errors.ts';
import type { LogFile } from './logFile.ts';
import type { Entry, Frame, ModuleState, Scope, Token } from './model.ts';
import type { Tools } from './tools.ts';

const { stringify } = JSON;

export interface StepFacts {
  in?: InputRef[];
  out?: OutputRef[];
  err?: ErrorRef | undefined;
  n?: number;
  rec?: number;
}

export interface Recorder {
  limits: CaptureLimits;
  log: LogFile;
  artifacts: Artifacts;
  budget: Budget;
  refOf(thrown: unknown): ErrorRef;
  /** The call that is running now, in this turn. */
  current: Token | null;
  nextStep(): number;
  /** The first time that a site runs, and for functions and loops always: what is under way is known if the process dies. */
  enter(module: ModuleState, site: number, id: number, parent: number, it: number, t: number, always: boolean): void;
  step(module: ModuleState, site: number, id: number, parent: number, it: number, t: number, facts: StepFacts): void;
  bind(frame: Frame, scope: Scope, name: string, entry: Entry, site: number): void;
  problem(code: string, detail?: string): void;
  /** The last value thrown by a `throw` of instrumented code. */
  thrown: { value: unknown; module: ModuleState; site: number } | undefined;
  repair(thrown: unknown): void;
  /** Functions and loops that have begun and not ended. */
  openScopes: Set<Scope>;
  modules: ModuleState[];
  /** What capture has used: in milliseconds. */
  cost: { ms: number };
}

export function createRecorder(folder: string, limits: CaptureLimits, log: LogFile, tools: Tools): Recorder {
  let steps = 0;
  const problems = new Map<string, number>();
  const recorder: Recorder = {
    limits,
    log,
    artifacts: createArtifacts(folder, limits, log, tools),
    budget: createBudget(limits.iterations, () => steps, log.now),
    refOf: createErrors().refOf,
    current: null,
    thrown: undefined,
    repair: () => {},
    openScopes: new Set(),
    modules: [],
    cost: { ms: 0 },
    nextStep: () => ++steps,
    enter(module, site, id, parent, it, t, always) {
      const first = module.seen[site] === 0;
      if (!first && !always) {
        log.beforeCall();
        return;
      }
      module.seen[site] = 1;
      log.line(
        `{"k":"enter","id":${id},"site":${module.base + site},"parent":${parent}${it >= 0 ? `,"it":${it}` : ''},"t":${t}}`,
      );
      if (first) log.flush();
    },
    step(module, site, id, parent, it, t, facts) {
      const { in: inputs, out, err, n, rec } = facts;
      let json = `{"k":"step","id":${id},"site":${module.base + site},"parent":${parent}`;
      if (it >= 0) json += `,"it":${it}`;
      json += `,"t":${t},"d":${Math.max(0, log.now() - t)}`;
      if (inputs?.length) json += `,"in":${listOf(inputs)}`;
      if (out?.length) json += `,"out":${listOf(out)}`;
      if (n !== undefined) json += `,"n":${n}`;
      if (rec !== undefined) json += `,"rec":${rec}`;
      if (err) json += `,"err":${stringify(err)}`;
      log.line(`${json}}`);
    },
    bind(frame, scope, name, entry, site) {
      frame.vars.set(name, entry);
      const within = scope.loop ? `,"parent":${scope.id},"it":${scope.i}` : '';
      log.line(
        `{"k":"bind","name":${quoted(name)},"a":${entry.id},"site":${scope.module.base + site},"frame":${frame.id}${within},"t":${log.now()}}`,
      );
    },
    problem(code, detail) {
      const n = (problems.get(code) ?? 0) + 1;
      problems.set(code, n);
      if (n <= 20) log.write({ k: 'problem', code, ...(detail === undefined ? {} : { detail }) });
    },
  };
  return recorder;
}

/** Names and roles are few and come again and again. */
const texts = new Map<string, string>();
function quoted(text: string): string {
  let json = texts.get(text);
  if (json === undefined) {
    json = stringify(text);
    if (texts.size < 5000) texts.set(text, json);
  }
  return json;
}

function listOf(refs: (InputRef | OutputRef)[]): string {
  let json = '[';
  for (let index = 0; index < refs.length; index++) {
    const { 0: artifact, 1: role, 2: name } = refs[index] ?? [0, ''];
    if (index > 0) json += ',';
    json += `[${artifact},${quoted(role)}${name === undefined ? '' : `,${quoted(name)}`}]`;
  }
  return `${json}]`;
}
