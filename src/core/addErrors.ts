/** Exceptions as steps pass them on: where each was raised, and whether somebody caught it. */
import type { StepRecord } from '../protocol/runLog.ts';
import type { ProcessLog, Run, Site } from './model.ts';

export function addError(
  run: Run,
  log: ProcessLog,
  step: number,
  site: Site | undefined,
  err: StepRecord['err'],
): void {
  if (err === undefined) return;
  log.steps.errors.set(step, err);
  let error = log.errors.get(err.id);
  if (error === undefined) {
    const { id, type, message } = err;
    error = { log, id, type, message, caught: false, site: site?.index ?? -1, step };
    log.errors.set(id, error);
    run.errors.push(error);
    if (site !== undefined) site.facts.error = error;
  }
  if (err.caught === true) error.caught = true;
}
