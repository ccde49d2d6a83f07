/**
 * What instrumented code calls. Each probe hands its value through unchanged, never throws and calls nothing of the program. The
 * short names are those that the analyzer writes.
 */
import { clock } from './clock.ts';
import { createCollected } from './collected.ts';
import { isData, isPrimitive, isSeenInPart } from './describe/index.ts';
import { isPlain, ownKeys, readField } from './describe/own.ts';
import { createFiles, mayNameFile, useFiles } from './files.ts';
import { createFrameProbes } from './frameProbes.ts';
import { changeHolders } from './holders.ts';
import { frameAt, type Input, isSame, refs, resolveInputs } from './inputs.ts';
import type { Entry, Frame, ModuleState, Scope, Token } from './model.ts';
import type { Recorder } from './recorder.ts';
import { noteNamed, noteSecret } from './telling.ts';
import { isPromising } from './underway.ts';
import { noteChanges } from './watched.ts';

/** An object with more keys is data, not options. */
const MOST_OPTIONS = 16;

/** Work that never fails the program, and whose time is told as the cost of the capture. */
const createQuiet =
  (cost: Recorder['cost']) =>
  <T extends unknown[]>(work: (...args: T) => void) =>
  (...args: T): void => {
    const began = clock();
    try {
      work(...args);
    } catch {
      // out of stack or memory: the program goes on, and meets it itself
    }
    cost.ms += clock() - began;
  };

export function createProbe(recorder: Recorder): object {
  const { artifacts, log, cost } = recorder;
  const quiet = createQuiet(cost);
  const files = createFiles(recorder);
  const collected = createCollected();
  const keep = (scope: Scope, site: number, entry: Entry | undefined, value: unknown) => {
    if (scope.module.facts[site]?.keep && (entry || !isPrimitive(value))) scope.frame.slots.set(site, { entry, value });
  };
  const itOf = (scope: Scope) => (scope.loop ? scope.i : -1);

  /** A step without a beginning of its own: operators, reads, displays. Recorded where an artifact takes part. */
  const simple = (scope: Scope, site: number, value: unknown, values: unknown[], receive: boolean) => {
    const { module } = scope;
    artifacts.standAt(module.base + site);
    const inputs = resolveInputs(artifacts, scope, module.facts[site], Number.MAX_SAFE_INTEGER, values, false);
    const known = artifacts.of(value);
    if (!receive && inputs.length === 0 && (isPrimitive(value) || known || !isData(value))) return;
    if (!isPrimitive(value) && !isData(value)) return;
    noteSecret(module, site, value);
    const id = recorder.nextStep();
    const t = log.now();
    const entry = known ?? artifacts.make(value, id);
    recorder.step(module, site, id, scope.id, itOf(scope), t, {
      in: refs(inputs),
      out: entry ? [[entry.id, 'value']] : [],
    });
    keep(scope, site, entry, value);
  };
  const operate = quiet(simple);

  const end = quiet((token: Token, value: unknown, values: unknown[]) => {
    const { scope, site, id } = token;
    const { frame, module } = scope;
    artifacts.standAt(module.base + site);
    recorder.current = token.before;
    if (token.asked) recorder.budget.stopAsking(token.asked);
    noteSecret(module, site, value);
    const at = frame.open.lastIndexOf(token);
    if (at >= 0) frame.open.length = at;
    const inputs = resolveInputs(artifacts, scope, module.facts[site], id, values, true);
    const out: [number, string][] = [];
    const holders = module.facts[site]?.holders;
    const changed: Input[] = [];
    for (const input of inputs) {
      if (isPrimitive(input.value)) continue;
      const surely = input.value === value && input.role === 'receiver' && isSeenInPart(value as object);
      const version = artifacts.changed(input.value, input.entry.line.latest, id, surely);
      if (isPlain(input.value)) changedInside(input.value, input.role, id, out);
      // by the call, or inside of it
      if (holders && (version ?? input.entry.line.latest) !== input.entry) changed.push(input);
      if (!version) continue;
      out.push([version.id, input.role]);
      if (input.role === 'receiver') reachThrough(scope, site, id, values, out);
    }
    if (holders && changed.length > 0) changeHolders(artifacts, holders, values, changed, id, out);
    const { returned } = token;
    const same = returned && isPrimitive(value) && Object.is(returned.value, value);
    const entry = same ? returned.entry : resultOf(value, id, inputs);
    if (entry) out.unshift([entry.id, 'value']);
    const read = refs(inputs);
    read.push(...collected.into(token, entry, id, read));
    const { after, callbacks } = module.facts[site] ?? {};
    if (after && callbacks?.some((each) => (module.counts[each] ?? 0) > (module.last[each] ?? 0))) {
      const changes = noteChanges(recorder, scope, after, values.slice(values.length - after.length), id, site);
      read.push(...changes.in);
      out.push(...changes.out);
      for (const each of callbacks) module.last[each] = module.counts[each] ?? 0;
    }
    const texts = module.facts[site]?.texts;
    if (texts) useFiles(files.usedBy(namedBy(texts, values, inputs), token.since, value, id), read, out);
    collected.end(
      token,
      inputs.map((each) => each.value),
      value,
    );
    if (isPromising(value)) {
      files.passOn([...inputs.map((each) => each.value), ...(token.promised ?? [])], value);
      token.outcome = new WeakRef(value);
    }
    recorder.step(module, site, id, scope.id, token.it, token.began, { in: read, out });
    keep(scope, site, entry, value);
  });

  /** `train({ model, rows })`: what options hold may be changed by the call. */
  const changedInside = (options: object, role: string, id: number, out: [number, string][]) => {
    const keys = ownKeys(options);
    if (keys.length > MOST_OPTIONS) return;
    for (const key of keys) {
      const value = readField(options, key);
      const entry = artifacts.of(value);
      const version = entry && artifacts.changed(value, entry.line.latest, id, false);
      if (version) out.push([version.id, role]);
    }
  };

  /** What was known before it came out of a call that was not given it may have been changed in there, where nothing is recorded. */
  const resultOf = (value: unknown, id: number, inputs: Input[]): Entry | undefined => {
    const known = artifacts.of(value);
    if (!known || inputs.some((each) => each.value === value)) return known ?? artifacts.make(value, id);
    return artifacts.changed(value, known.line.latest, id, false) ?? known.line.latest;
  };

  /** `groups.city.push(row)` changes a list, and so what `groups` holds. */
  const reachThrough = (scope: Scope, site: number, id: number, values: unknown[], out: [number, string][]) => {
    const root = scope.module.facts[site]?.root;
    const value = root === undefined ? undefined : values[root[4]];
    const entry = artifacts.of(value);
    const version = entry && artifacts.changed(value, entry.line.latest, id, true);
    if (version) out.push([version.id, 'receiver']);
  };

  const store = quiet((scope: Scope, site: number, stored: unknown, values: unknown[]) => {
    const { module } = scope;
    artifacts.standAt(module.base + site);
    const id = recorder.nextStep();
    const t = log.now();
    const inputs = resolveInputs(artifacts, scope, module.facts[site], id, values, true);
    const out: [number, string][] = [];
    // `a.b ??= c` may have left it as it was
    const surely = module.facts[site]?.changes !== 'maybe';
    const target = inputs.find((each) => each.role === 'receiver');
    const version = target && artifacts.changed(target.value, target.entry.line.latest, id, surely);
    if (version) {
      out.push([version.id, 'receiver']);
      reachThrough(scope, site, id, values, out);
      const { holders } = module.facts[site] ?? {};
      if (holders) changeHolders(artifacts, holders, values, [target], id, out);
    }
    const field = module.facts[site]?.field;
    if (field !== undefined && isData(stored)) {
      const source = inputs.find((each) => each.role === 'value')?.entry;
      // `this.total += x` stores another value than it was given
      const given = source && isSame(source, stored) ? source : undefined;
      const known = isPrimitive(stored) ? given : artifacts.of(stored);
      const entry = known ?? artifacts.make(stored, id);
      if (entry && !known) out.push([entry.id, 'value']);
      if (entry) recorder.bind(scope.frame, scope, field, entry, statementOf(module, site));
    }
    recorder.step(module, site, id, scope.id, itOf(scope), t, { in: refs(inputs), out });
  });

  /** Names bound by an assignment or declaration: to the object's artifact, or to what the right side was made of. */
  const bindNames = quiet((scope: Scope, site: number, values: unknown[]) => {
    const { module } = scope;
    const facts = module.facts[site];
    const names = facts?.bind ?? [];
    artifacts.standAt(module.base + site);
    const inputs = resolveInputs(artifacts, scope, facts, Number.MAX_SAFE_INTEGER, [], false);
    const [source] = inputs;
    const alias = inputs.length === 1 && names.length === 1;
    let step = 0;
    const made: [number, string][] = [];
    const t = log.now();
    names.forEach(([name, depth], index) => {
      const frame = frameAt(scope.frame, depth);
      const value = values[index];
      if (!frame) return;
      noteNamed(name, value);
      let entry = artifacts.of(value);
      if (!entry && alias && source && isPrimitive(value) && source.role === 'value' && isSame(source.entry, value))
        entry = source.entry;
      if (!entry && isData(value)) {
        step ||= recorder.nextStep();
        entry = artifacts.make(value, step);
        if (entry) made.push([entry.id, 'value']);
      }
      if (entry) recorder.bind(frame, scope, name, entry, site);
      else frame.vars.delete(name);
    });
    if (step) recorder.step(module, site, step, scope.id, itOf(scope), t, { in: refs(inputs), out: made });
  });

  return {
    b(scope: Scope, site: number): Token | undefined {
      if (scope.i < 0 && scope.loop) return undefined;
      const started = clock();
      try {
        const it = itOf(scope);
        const token: Token = {
          id: recorder.nextStep(),
          site,
          scope,
          it,
          began: log.now(),
          called: 0,
          since: files.now(),
          before: recorder.current,
        };
        const { module, frame } = scope;
        if (module.seen[site] === 0) token.asked = recorder.budget.askAgain();
        recorder.enter(module, site, token.id, scope.id, it, token.began, false);
        frame.open.push(token);
        const callbacks = module.facts[site]?.callbacks;
        if (callbacks) {
          frame.calls.set(site, token);
          for (const each of callbacks) recorder.budget.startSample(module, each, scope.depth);
        }
        recorder.current = token;
        cost.ms += clock() - started;
        return token;
      } catch {
        return undefined;
      }
    },
    e(token: Token | undefined, value: unknown, ...values: unknown[]): unknown {
      if (token) end(token, value, values);
      return value;
    },
    o(scope: Scope, site: number, value: unknown, ...values: unknown[]): unknown {
      if (scope.i >= 0 || !scope.loop) operate(scope, site, value, values, false);
      return value;
    },
    x(scope: Scope, site: number, value: unknown, ...values: unknown[]): unknown {
      if (scope.i >= 0 || !scope.loop) operate(scope, site, value, values, false);
      return value;
    },
    st(scope: Scope, site: number, value: unknown, ...values: unknown[]): unknown {
      if (scope.i >= 0 || !scope.loop) store(scope, site, value, values);
      return value;
    },
    k(scope: Scope, site: number, value: unknown, ...values: unknown[]): unknown {
      if (scope.i >= 0 || !scope.loop) bindNames(scope, site, values);
      return value;
    },
    d(scope: Scope, site: number, ...values: unknown[]): void {
      if (scope.i >= 0 || !scope.loop) bindNames(scope, site, values);
    },
    h(scope: Scope, site: number, value: unknown): unknown {
      if (scope.i >= 0 || !scope.loop) bindNames(scope, site, [value]);
      return value;
    },
    ...createFrameProbes(recorder, quiet, keep, files, collected),
  };
}

/** Texts that the call was given: written in it, or held by its arguments. */
function namedBy(texts: string[], values: unknown[], inputs: Input[]): unknown[] {
  const named: unknown[] = [];
  const add = (each: unknown) => {
    if (mayNameFile(each) && !named.includes(each)) named.push(each);
  };
  for (const each of texts) add(each);
  for (const each of values) add(each);
  for (const { value, entry } of inputs) add(value ?? entry.value);
  return named;
}

/** Binds are told with the statement that they stand in. */
function statementOf(module: ModuleState, site: number): number {
  for (let at = site; at > 0; at = module.sites[at - 1]?.[1] ?? 0) {
    if (module.sites[at - 1]?.[2] === 'statement') return at;
  }
  return site;
}

export type Keep = (scope: Scope, site: number, entry: Entry | undefined, value: unknown) => void;
export type { Frame, Input };
