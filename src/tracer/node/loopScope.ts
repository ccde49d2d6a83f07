/** A loop's scope: made where the loop stands, begun as a step where what it stands in is recorded. */
import type { Scope } from './model.ts';
import type { Recorder } from './recorder.ts';

export function createLoop(outer: Scope, site: number, spent: number): Scope {
  const { module, frame } = outer;
  return {
    id: 0,
    site,
    i: -1,
    loop: true,
    depth: outer.depth + 1,
    frame,
    outer,
    module,
    began: 0,
    spent,
    recorded: 0,
    last: 0,
    most: 0,
    parent: outer.id,
    parentIt: itOf(outer),
    inputs: [],
    outputs: [],
    entered: undefined,
  };
}

export function beginLoop(recorder: Recorder, loop: Scope): void {
  const { module, site, frame } = loop;
  loop.id = recorder.nextStep();
  loop.began = recorder.log.now();
  recorder.openScopes.add(loop);
  frame.open.push(loop);
  recorder.enter(module, site, loop.id, loop.parent, loop.parentIt, loop.began, true);
}

export const itOf = (scope: Scope): number => (scope.loop ? scope.i : -1);
