/** Resolves a site's planned inputs, at the moment its step ends, to the artifact versions that held when the step began. */
import type { SiteFacts } from '../../analysis/analyzer.ts';
import type { InputRef } from '../../protocol/runLog.ts';
import type { Artifacts } from './artifacts.ts';
import { hashOf, isPrimitive } from './describe/index.ts';
import type { Entry, Frame, Scope } from './model.ts';

export interface Input {
  entry: Entry;
  role: string;
  name: string;
  value: unknown;
}

export function resolveInputs(
  artifacts: Artifacts,
  scope: Scope,
  facts: SiteFacts | undefined,
  step: number,
  values: unknown[],
  receive: boolean,
): Input[] {
  const inputs: Input[] = [];
  const plans = facts?.in;
  if (!plans) return inputs;
  for (let index = 0; index < plans.length; index++) {
    const plan = plans[index];
    if (!plan) continue;
    const { 0: role, 1: slot, 2: name, 3: depth, 4: at } = plan;
    let value: unknown = at >= 0 ? values[at] : undefined;
    let entry: Entry | undefined;
    if (slot > 0) {
      const found = scope.frame.slots.get(slot);
      if (!found) continue;
      scope.frame.slots.delete(slot);
      value = found.value;
      entry = isPrimitive(value) ? found.entry : (artifacts.of(value) ?? found.entry);
    } else if (!isPrimitive(value)) entry = artifacts.of(value) ?? (receive ? artifacts.make(value, step) : undefined);
    else {
      entry = variable(scope.frame, name, depth);
      // bound where nothing was recorded: what it was before is not what is read now
      if (at >= 0 && at < values.length && entry && !isSame(entry, value))
        entry = receive ? artifacts.make(value, step) : undefined;
    }
    if (entry) inputs.push({ entry: before(entry.line.latest, step), role, name, value });
  }
  return inputs;
}

/** Whether the entry is of this value, as far as a value without identity can tell. */
export function isSame(entry: Entry, value: unknown): boolean {
  if (entry.value !== undefined) return Object.is(entry.value, value);
  return isPrimitive(value) && entry.fp === hashOf(value);
}

export function variable(frame: Frame, name: string, depth: number): Entry | undefined {
  return frameAt(frame, depth)?.vars.get(name);
}

export function frameAt(frame: Frame, depth: number): Frame | undefined {
  let at: Frame | undefined = frame;
  for (let each = 0; each < depth && at; each++) at = at.up;
  return at;
}

/** The version that the step found: later ones were made while it ran. */
function before(entry: Entry, step: number): Entry {
  let at = entry;
  while (at.step > step && at.from) at = at.from;
  return at;
}

export function refs(inputs: Input[]): InputRef[] {
  return inputs.map(({ entry, role, name }) => (name === '' ? [entry.id, role] : [entry.id, role, name]));
}
