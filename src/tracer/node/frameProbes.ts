/** Probes of functions, loops, awaits and errors: where control enters and leaves a frame. */
import { types } from 'node:util';
import type { ErrorRef, OutputRef } from '../../protocol/runLog.ts';
import { clock } from './clock.ts';
import type { Collected } from './collected.ts';
import { isData, isPrimitive } from './describe/index.ts';
import { type Files, useFiles } from './files.ts';
import { createFirstRuns } from './firstRuns.ts';
import { isSame, refs, resolveInputs, variable } from './inputs.ts';
import { beginLoop, createLoop, itOf } from './loopScope.ts';
import type { Entry, Frame, Scope, Token } from './model.ts';
import type { Recorder } from './recorder.ts';
import { noteNamed } from './telling.ts';
import { type Changes, noteChanges } from './watched.ts';

type Quiet = <T extends unknown[]>(work: (...args: T) => void) => (...args: T) => void;
type Keep = (scope: Scope, site: number, entry: Entry | undefined, value: unknown) => void;

export function createFrameProbes(
  recorder: Recorder,
  quiet: Quiet,
  keep: Keep,
  files: Files,
  collected: Collected,
): object {
  const { artifacts, log, budget } = recorder;

  const close = (scope: Scope, err: ErrorRef | undefined, n?: number) => {
    if (!recorder.openScopes.delete(scope)) return;
    if (!scope.loop && !scope.midway) budget.returned(scope);
    const facts = scope.loop && !scope.midway ? { n: n ?? 0, rec: scope.recorded } : {};
    recorder.step(scope.module, scope.site, scope.id, scope.parent, scope.parentIt, scope.began, {
      in: scope.inputs,
      out: scope.outputs,
      err,
      ...facts,
    });
  };

  /** Calls and loops that an error went through end with it, innermost first. */
  const unwind = (frame: Frame, thrown: unknown, upTo?: Scope) => {
    recorder.repair(thrown);
    const err = recorder.refOf(thrown);
    while (frame.open.length > 0) {
      const last = frame.open[frame.open.length - 1];
      if (last === undefined || last === upTo) break;
      frame.open.pop();
      if ('before' in last) {
        const { scope, site, id } = last;
        // what it was given can be told as far as its variables and the results of other sites say
        const inputs = resolveInputs(artifacts, scope, scope.module.facts[site], id, [], false);
        recorder.step(scope.module, site, id, scope.id, last.it, last.began, { in: refs(inputs), err });
      } else if (last !== frame) close(last, err, last.recorded);
    }
    frame.slots.clear();
    return err;
  };

  /** `midway`: the call has begun, unrecorded. */
  const openFrame = (
    up: Frame,
    site: number,
    self: unknown,
    values: unknown[],
    watched: unknown[],
    midway: boolean,
  ): Frame => {
    const { module } = up;
    artifacts.standAt(module.base + site);
    const count = module.counts[site] ?? 0;
    const skipped = midway || count - (module.last[site] ?? 0) > 1;
    module.last[site] = midway ? count - 1 : count;
    const caller = callerOf(up, site, recorder.current);
    const frame = {
      id: recorder.nextStep(),
      site,
      i: 0,
      loop: false,
      depth: caller ? caller.scope.depth + repeats(caller, site) : up.depth + (count > 1 ? 1 : 0),
      module,
      up,
      outer: caller?.scope,
      began: log.now(),
      spent: budget.cost(),
      recorded: 0,
      last: 0,
      most: 0,
      caller,
      parent: caller?.id ?? up.id,
      parentIt: -1,
      inputs: [],
      outputs: [],
      entered: undefined,
      vars: new Map(),
      slots: new Map(),
      open: [],
      entry: recorder.current,
      saved: null,
      awaited: undefined,
      calls: new Map(),
    } as unknown as Frame;
    frame.frame = frame;
    if (midway) frame.midway = true;
    else budget.called(module, site, frame.depth);
    recorder.openScopes.add(frame);
    recorder.enter(module, site, frame.id, frame.parent, -1, frame.began, true);
    const receive = (name: string, role: string, value: unknown, index: number) => {
      noteNamed(name, value);
      const known = isPrimitive(value) ? passed(caller, index, value) : artifacts.of(value);
      const entry = known ?? (isData(value) ? artifacts.make(value, frame.id) : undefined);
      if (!entry) return;
      frame.inputs.push([entry.id, role, name]);
      if (role === 'param') recorder.bind(frame, frame, name, entry, site);
    };
    if (!isPrimitive(self) && isData(self)) receive('this', 'receiver', self, -1);
    for (const [index, name] of (module.facts[site]?.params ?? []).entries())
      receive(name, 'param', values[index], index);
    const after = module.facts[site]?.after;
    if (after && skipped) tellChanges(frame, noteChanges(recorder, up, after, watched, frame.id, site));
    return frame;
  };

  /** A primitive parameter is the caller's artifact where the call's plan says which, and the value is the same. */
  const passed = (caller: Token | undefined, index: number, value: unknown): Entry | undefined => {
    const planned = caller?.scope.module.facts[caller.site]?.in?.find(([role]) => role === `arg:${index}`);
    if (!caller || !planned) return undefined;
    const [, slot, name, depth] = planned;
    const { frame } = caller.scope;
    const entry = slot > 0 ? frame.slots.get(slot)?.entry : variable(frame, name, depth);
    return entry && isSame(entry, value) ? entry : undefined;
  };

  const blank = (up: Frame): Frame =>
    ({ ...up, i: -1, loop: true, open: [], slots: new Map(), vars: new Map(), calls: new Map() }) as Frame;

  const giveBack = quiet(returns);
  const fail = quiet(failed);
  const next = quiet(iterate);
  const settle = quiet(settled);
  const skipped = quiet(comeToHead);
  const throws = quiet(raise);

  return {
    en(up: Frame, site: number, self: unknown, values: unknown[], ...watched: unknown[]): Frame {
      const began = clock();
      try {
        const frame = openFrame(up, site, self, values, watched, false);
        recorder.cost.ms += clock() - began;
        return frame;
      } catch {
        return blank(up);
      }
    },
    rt(frame: Frame, site: number, value: unknown): unknown {
      giveBack(frame, site, value);
      return value;
    },
    er(frame: Frame, thrown: unknown): unknown {
      fail(frame, thrown);
      return thrown;
    },
    lv: quiet((frame: Frame) => {
      recorder.current = frame.entry;
      close(frame, undefined);
      if (recorder.current === null) log.flush();
    }),
    lb(outer: Scope, site: number): Scope {
      const { module } = outer;
      const loop = createLoop(outer, site, budget.cost());
      try {
        if (outer.loop && outer.i < 0) return loop;
        module.counts[site] = (module.counts[site] ?? 0) + 1;
        loop.most = budget.loopBegins(module, site, outer.depth);
        beginLoop(recorder, loop);
      } catch {
        // runs unrecorded
      }
      return loop;
    },
    hd(loop: Scope, turn: number, count: number, ...watched: unknown[]): boolean {
      if (loop.most === 0) return false;
      loop.i = turn;
      if (count > loop.last) skipped(loop, count, watched);
      return true;
    },
    it(loop: Scope, count: number, ...values: unknown[]): number {
      if (loop.most === 0) return -1;
      next(loop, count, values);
      return budget.iterated(loop, count);
    },
    le: quiet((loop: Scope, count: number, ...watched: unknown[]) => {
      if ((loop.most > 0 || loop.i >= 0) && count > loop.last) noteSkipped(loop, watched);
      loop.i = -1;
      const at = loop.frame.open.lastIndexOf(loop);
      if (at >= 0) loop.frame.open.length = at;
      close(loop, undefined, count);
    }),
    ...createFirstRuns(recorder, quiet, { openFrame, blank, openTurn, unwind, close }),
    s(scope: Scope, _site: number, value: unknown): unknown {
      suspend(scope, value);
      return value;
    },
    aw(scope: Scope, site: number, value: unknown): unknown {
      resume(scope, site, value);
      return value;
    },
    y(scope: Scope, _site: number, value: unknown): unknown {
      scope.frame.entry = recorder.current;
      recorder.current = scope.frame.saved;
      return value;
    },
    th(scope: Scope, site: number, value: unknown): unknown {
      recorder.thrown = { value, module: scope.module, site };
      if (scope.i >= 0 || !scope.loop) throws(scope, site, value);
      return value;
    },
    ca: quiet((scope: Scope, site: number, thrown: unknown) => {
      const { frame } = scope;
      unwind(frame, thrown, scope.loop ? scope : undefined);
      const last = frame.open[frame.open.length - 1];
      recorder.current = last && 'before' in last ? last : frame.entry;
      if (!scope.loop || scope.i >= 0) receiveCaught(scope, site, thrown);
    }),
    ms: quiet((frame: Frame) => {
      frame.id = recorder.nextStep();
      frame.began = log.now();
      recorder.openScopes.add(frame);
      frame.entry = recorder.current;
      frame.parent = recorder.current?.id ?? 0;
      recorder.enter(frame.module, frame.site, frame.id, frame.parent, -1, frame.began, true);
    }),
    mx: quiet((frame: Frame) => {
      recorder.current = frame.entry;
      close(frame, undefined);
      log.flush();
    }),
    fail: (frame: Frame, thrown: unknown) => close(frame, unwind(frame, thrown)),
  };

  function returns(frame: Frame, site: number, value: unknown): void {
    artifacts.standAt(frame.module.base + site);
    const inputs = resolveInputs(artifacts, frame, frame.module.facts[site], Number.MAX_SAFE_INTEGER, [], false);
    const entry =
      artifacts.of(value) ?? inputs[0]?.entry ?? (isPrimitive(value) ? undefined : artifacts.result(value, frame.id));
    if (types.isPromise(value) && files.standsFor(value)) promise(frame.caller, value);
    if (!entry) return;
    frame.outputs.push([entry.id, 'value']);
    const { caller } = frame;
    if (!caller) return;
    if (isPrimitive(value)) caller.returned = { value, entry };
    collected.add(caller, entry);
  }

  /** What an async function returns is over when its own promise is. */
  function promise(caller: Token | undefined, value: object): void {
    const outcome = caller?.outcome?.deref();
    if (outcome) files.passOn([value], outcome);
    else if (caller) caller.promised = [...(caller.promised ?? []), value];
  }

  function failed(frame: Frame, thrown: unknown): void {
    const err = unwind(frame, thrown);
    recorder.current = frame.entry;
    close(frame, err);
  }

  function iterate(loop: Scope, count: number, values: unknown[]): void {
    loop.recorded++;
    openTurn(loop, count, values, false);
    loop.last = count;
  }

  /** `midway`: a part of the turn has run, unrecorded. */
  function openTurn(loop: Scope, count: number, values: unknown[], midway: boolean): void {
    const { module, site } = loop;
    const facts = module.facts[site];
    artifacts.standAt(module.base + site);
    const again = midway && loop.i === count - 1;
    loop.i = count - 1;
    const [bound, watched] = [facts?.bind?.length ?? 0, facts?.after?.length ?? 0];
    let targets = values;
    if (values.length > bound + watched) {
      if (midway ? loop.inputs.length === 0 : loop.recorded === 1)
        loop.inputs = refs(resolveInputs(artifacts, loop, facts, loop.id, values, true));
      targets = values.slice(1);
    }
    if (midway || count - loop.last > 1) noteSkipped(loop, targets.slice(bound));
    if (again) return;
    facts?.bind?.forEach(([name], index) => {
      const value = targets[index];
      if (!isData(value)) return;
      const known = artifacts.of(value);
      const bound = !midway && facts.heads?.includes(name) ? loop.frame.vars.get(name) : undefined;
      if (bound && (known ? known.line === bound.line : isSame(bound, value))) return;
      const entry = known ?? artifacts.make(value, loop.id);
      if (!entry) return;
      if (!known) loop.outputs.push([entry.id, 'item']);
      recorder.bind(loop.frame, loop, name, entry, site);
    });
  }

  /** The head of a turn that is recorded runs before the turn begins. */
  function comeToHead(loop: Scope, count: number, watched: unknown[]): void {
    noteSkipped(loop, watched);
    loop.last = count;
  }

  /** Iterations ran unrecorded since the last recorded one. */
  function noteSkipped(loop: Scope, watched: unknown[]): void {
    const { after } = loop.module.facts[loop.site] ?? {};
    if (after) tellChanges(loop, noteChanges(recorder, loop, after, watched, loop.id, loop.site));
  }

  /** What was caught has an artifact where it was made in sight; else the function or loop that caught it received it. */
  function receiveCaught(scope: Scope, site: number, thrown: unknown): void {
    const [name] = scope.module.facts[site]?.bind?.[0] ?? [];
    if (name === undefined || !isData(thrown)) return;
    const known = artifacts.of(thrown);
    const entry = known?.line.latest ?? artifacts.make(thrown, scope.id);
    if (!entry) return;
    if (!known) scope.outputs.push([entry.id, 'item']);
    recorder.bind(scope.frame, scope, name, entry, site);
  }

  function suspend(scope: Scope, value: unknown): void {
    const { frame } = scope;
    frame.awaited = value;
    frame.saved = recorder.current;
    recorder.current = frame.entry;
    if (recorder.current === null) log.flush();
  }

  function resume(scope: Scope, site: number, value: unknown): void {
    const { frame } = scope;
    frame.entry = recorder.current;
    recorder.current = frame.saved;
    const { awaited } = frame;
    frame.awaited = undefined;
    if (!scope.loop || scope.i >= 0) settle(scope, site, value, awaited);
  }

  function raise(scope: Scope, site: number, thrown: unknown): void {
    const { module } = scope;
    const inputs = resolveInputs(artifacts, scope, module.facts[site], Number.MAX_SAFE_INTEGER, [], false);
    const at = log.now();
    recorder.step(module, site, recorder.nextStep(), scope.id, itOf(scope), at, {
      in: refs(inputs),
      err: recorder.refOf(thrown),
    });
  }

  function settled(scope: Scope, site: number, value: unknown, awaited: unknown): void {
    const { module } = scope;
    artifacts.standAt(module.base + site);
    const inputs = resolveInputs(artifacts, scope, module.facts[site], Number.MAX_SAFE_INTEGER, [], false);
    const id = recorder.nextStep();
    const entry = artifacts.result(value, id);
    const read = refs(inputs);
    const out: OutputRef[] = entry ? [[entry.id, 'value']] : [];
    read.push(...collected.until(awaited, entry, id));
    useFiles(files.usedUntil(awaited, id), read, out);
    recorder.step(module, site, id, scope.id, itOf(scope), log.now(), { in: read, out });
    keep(scope, site, entry, value);
  }
}

/** 1 where the call calls it, or another, for each of its items. What nobody is known to call (a handler) repeats when it comes again. */
function repeats(caller: Token, site: number): number {
  return caller.called++ > 0 || isCallback(caller, site) ? 1 : 0;
}

function isCallback(caller: Token, site: number): boolean {
  return caller.scope.module.facts[caller.site]?.callbacks?.includes(site) ?? false;
}

function tellChanges(scope: Scope, changes: Changes): void {
  scope.inputs.push(...changes.in);
  scope.outputs.push(...changes.out);
}

/** The call that led here: the one running now; for a function written as its argument, that call even when it has ended. */
function callerOf(up: Frame, site: number, current: Token | null): Token | undefined {
  for (const [call, token] of up.calls) {
    if (!up.module.facts[call]?.callbacks?.includes(site)) continue;
    for (let at = current; at; at = at.before) if (at === token) return current ?? token;
    return token;
  }
  return current ?? undefined;
}
