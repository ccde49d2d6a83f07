/** Exceptions as steps pass them on: where each was raised, and whether somebody caught it. */
import type { StepRecord } from '../protocol/runLog.ts';
import { at } from './columns.ts';
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
    const raised = raisingSite(run, log, step, site);
    error = { log, id, type, message, caught: false, site: raised?.index ?? -1, step };
    log.errors.set(id, error);
    run.errors.push(error);
    if (raised !== undefined) raised.facts.error = error;
  }
  if (err.caught === true) error.caught = true;
}

/** `raise` and `assert` have no step of their own: their error is first seen where it leaves the function, loop or module. */
function raisingSite(run: Run, log: ProcessLog, step: number, site: Site | undefined): Site | undefined {
  if (site === undefined || site.kind === 'expression') return site;
  const oldest = Math.max(step, log.steps.max - 5000);
  for (let id = log.steps.max; id > oldest; id--) {
    if (at(log.steps.parent, id) !== step) continue;
    let up = run.sites[at(log.steps.site, id)];
    while (up !== undefined && up.kind === 'expression') up = run.sites[up.parent];
    return up?.kind === 'statement' && (up.op === 'raise' || up.op === 'assert') ? up : site;
  }
  return site;
}
