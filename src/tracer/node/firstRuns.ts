/**
 * Probes of branches that run for the first time in the middle of what runs unrecorded: the turn of the loop, or the call, is told from
 * there on. What it is, is not counted as recorded, and the plan of what is recorded stays as it is.
 */
import type { ErrorRef } from '../../protocol/runLog.ts';
import { isPrimitive } from './describe/index.ts';
import { beginLoop, createLoop } from './loopScope.ts';
import type { Frame, Scope } from './model.ts';
import type { Recorder } from './recorder.ts';
import { noteChanges } from './watched.ts';

type Quiet = <T extends unknown[]>(work: (...args: T) => void) => (...args: T) => void;

interface Frames {
  openFrame(up: Frame, site: number, self: unknown, own: unknown[], watched: unknown[], midway: boolean): Frame;
  blank(up: Frame): Frame;
  openTurn(loop: Scope, count: number, values: unknown[], midway: boolean): void;
  unwind(frame: Frame, thrown: unknown, upTo?: Scope): ErrorRef | undefined;
  close(scope: Scope, err: ErrorRef | undefined): void;
}

export function createFirstRuns(recorder: Recorder, quiet: Quiet, frames: Frames): object {
  const { artifacts } = recorder;

  /** What plain code in the same turn or call declared: of what it was in another one it is no version. */
  const tellLocals = (scope: Scope, branch: number, values: unknown[]) => {
    const locals = scope.module.facts[branch]?.locals?.[scope.site];
    if (!locals) return;
    const { vars } = scope.frame;
    locals.forEach((name, index) => {
      const known = artifacts.of(values[index]);
      if (isPrimitive(values[index]) || vars.get(name)?.line !== known?.line) vars.delete(name);
    });
    const named = locals.map((name): [string, number] => [name, 0]);
    const changes = noteChanges(recorder, scope, named, values, scope.id, scope.site);
    scope.inputs.push(...changes.in);
    scope.outputs.push(...changes.out);
  };

  const openTurn = quiet((loop: Scope, count: number, branch: number, locals: unknown[], values: unknown[]) => {
    frames.openTurn(loop, count, values, true);
    // the rest of the turn runs unrecorded
    loop.last = count - 1;
    tellLocals(loop, branch, locals);
  });
  const tellOf = quiet(tellLocals);
  const open = quiet((opened: Frame[], ...call: [Frame, number, unknown, unknown[], unknown[]]) => {
    opened.push(frames.openFrame(...call, true));
  });
  const begin = quiet((loop: Scope, count: number) => {
    beginLoop(recorder, loop);
    loop.i = count - 1;
  });
  /** Calls and loops that have begun in it end with the error; the program goes on in plain code. */
  const leave = quiet((loop: Scope, thrown: unknown) => {
    const { frame } = loop;
    frames.unwind(frame, thrown, loop);
    const last = frame.open[frame.open.length - 1];
    recorder.current = last && 'before' in last ? last : frame.entry;
  });

  return {
    w(loop: Scope, count: number, branch: number, locals: unknown[], ...values: unknown[]): void {
      if (loop.id > 0) openTurn(loop, count, branch, locals, values);
    },
    wx(loop: Scope, thrown: unknown): unknown {
      leave(loop, thrown);
      return thrown;
    },
    wf(
      up: Frame,
      site: number,
      branch: number,
      locals: unknown[],
      self: unknown,
      own: unknown[],
      ...watched: unknown[]
    ): Frame {
      const opened: Frame[] = [];
      open(opened, up, site, self, own, watched);
      const [frame = frames.blank(up)] = opened;
      if (!frame.loop) tellOf(frame, branch, locals);
      return frame;
    },
    wl(outer: Scope, site: number, count: number): Scope {
      const loop = createLoop(outer, site, 0);
      loop.midway = true;
      if (!outer.loop || outer.i >= 0) begin(loop, count);
      return loop;
    },
    wc: quiet((loop: Scope) => {
      const at = loop.frame.open.lastIndexOf(loop);
      if (at >= 0) loop.frame.open.length = at;
      frames.close(loop, undefined);
    }),
  };
}
