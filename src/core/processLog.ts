/** An empty log of one traced process, and how its artifacts are named and found from outside. */
import type { Language } from '../protocol/runLog.ts';
import { at, byteColumn, floatColumn, intColumn } from './columns.ts';
import type { ProcessLog, Ref, Run } from './model.ts';
import { createSummaries } from './summaries.ts';

/** The log of that name, made when it is first heard of. */
export function processLog(run: Run, name: string): ProcessLog {
  let log = run.logs.get(name);
  if (log === undefined) {
    log = createProcessLog(run, name, run.header.language);
    run.logs.set(name, log);
  }
  return log;
}

function createProcessLog(run: Run, name: string, language: Language): ProcessLog {
  return {
    name,
    records: 0,
    epoch: 0,
    language,
    parentLog: undefined,
    parentStep: 0,
    modules: new Map(),
    siteIndex: new Map(),
    steps: {
      site: intColumn(-1),
      parent: intColumn(),
      iteration: intColumn(-1),
      start: floatColumn(),
      duration: floatColumn(-1),
      ins: intColumn(),
      inCount: intColumn(),
      outs: intColumn(),
      outCount: intColumn(),
      previous: intColumn(),
      totals: new Map(),
      errors: new Map(),
      max: 0,
    },
    refs: {
      artifact: intColumn(),
      role: intColumn(),
      name: intColumn(),
      step: intColumn(),
      next: intColumn(-1),
      length: 0,
    },
    artifacts: {
      step: intColumn(),
      from: intColumn(),
      version: intColumn(),
      kind: byteColumn(),
      type: intColumn(),
      lib: intColumn(),
      previewAt: floatColumn(-1),
      previewLength: intColumn(),
      detail: byteColumn(),
      filter: byteColumn(),
      ofData: byteColumn(),
      used: intColumn(-1),
      bind: intColumn(-1),
      print: floatColumn(),
      why: new Map(),
      next: new Map(),
      max: 0,
    },
    summaries: createSummaries((offset, length) => run.summary(name, offset, length)),
    binds: {
      artifact: intColumn(),
      name: intColumn(),
      site: intColumn(-1),
      frame: intColumn(),
      next: intColumn(-1),
      length: 0,
    },
    counts: new Map(),
    errors: new Map(),
    returned: new Map(),
    open: new Set(),
    waiting: [],
    end: undefined,
    lastTime: 0,
  };
}

/** `12` in the main process, `<pid>.12` in a child. */
export const artifactName = (log: ProcessLog, id: number): string => (log.name === '0' ? `${id}` : `${log.name}.${id}`);

export function findArtifact(run: Run, name: string): Ref | undefined {
  const match = /^(?:(\w+)\.)?(\d{1,9})$/.exec(name);
  const log = run.logs.get(match?.[1] ?? '0');
  const id = Number(match?.[2]);
  return log !== undefined && at(log.artifacts.kind, id) !== 0 ? { log, id } : undefined;
}
