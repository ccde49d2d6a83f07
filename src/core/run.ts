/** The model of one run: created from its header, filled record by record from the logs of its processes, ended. */
import type { RunBrief } from '../protocol/graph.ts';
import type { RunExit, RunHeader } from '../protocol/runLog.ts';
import { placeModule, placeSites } from './addSites.ts';
import { addArtifact, addBind, addEnter, addStep, settleWaiting } from './addSteps.ts';
import { createWords } from './columns.ts';
import { FILTER_KINDS } from './kinds.ts';
import type { KnownRecord, ProcessLog, Run, SourceOf } from './model.ts';
import { processLog } from './processLog.ts';
import type { SummaryOf } from './summaries.ts';

export type { KnownArtifact, KnownRecord, Ref, Run, Site, SourceOf } from './model.ts';

export function createRun(
  header: RunHeader,
  source: SourceOf = () => undefined,
  summary: SummaryOf = () => undefined,
): Run {
  return {
    header,
    source,
    summary,
    logs: new Map(),
    sites: [],
    siteByKey: new Map(),
    modules: [],
    edges: new Map(),
    errors: [],
    problems: new Map(),
    readerProblems: [],
    words: createWords(),
    state: 'running',
    exit: undefined,
    stepCount: 0,
    sitesEnded: 0,
    artifactCount: 0,
    artifactsByFilter: Object.fromEntries(FILTER_KINDS.map((kind) => [kind, 0])) as Run['artifactsByFilter'],
    artifactsByKind: {},
    artifactsByDetail: { full: 0, sample: 0, summary: 0, type: 0 },
    revision: 0,
  };
}

/** `log` is '0' for the main process, else the child's process id, with its thread for a worker. Records of one log come in the order of its file. */
export function addRecords(run: Run, log: string, records: readonly KnownRecord[]): void {
  if (records.length === 0) return;
  const process = processLog(run, log);
  process.records += records.length;
  for (const record of records) addRecord(run, process, record);
  settleWaiting(run, process);
  run.revision++;
}

function addRecord(run: Run, log: ProcessLog, record: KnownRecord): void {
  switch (record.k) {
    case 'step':
      addStep(run, log, record);
      return;
    case 'artifact':
      addArtifact(run, log, record);
      return;
    case 'enter':
      addEnter(run, log, record);
      return;
    case 'bind':
      addBind(run, log, record);
      return;
    case 'count': {
      const site = run.sites[log.siteIndex.get(record.site) ?? -1];
      if (site === undefined) return;
      const before = log.counts.get(site.index) ?? 0;
      log.counts.set(site.index, record.n);
      site.facts.counted += record.n - before;
      site.facts.atLeast ||= record.least === true;
      return;
    }
    case 'module':
      placeModule(run, log, record);
      return;
    case 'sites':
      placeSites(run, log, record);
      return;
    case 'problem': {
      const site = log.siteIndex.get(record.site ?? -1) ?? -1;
      const key = `${record.code} ${site} ${record.detail ?? ''}`;
      const known = run.problems.get(key);
      if (known !== undefined) known.count += record.n ?? 1;
      else if (run.problems.size < 1000)
        run.problems.set(key, { code: record.code, detail: record.detail, site, count: record.n ?? 1 });
      return;
    }
    case 'start':
      log.epoch = record.epoch;
      log.language = record.language;
      log.parentLog = record.parentLog;
      log.parentStep = record.parentStep ?? 0;
      return;
    case 'end':
      log.end = record;
      log.lastTime = Math.max(log.lastTime, record.t);
      return;
  }
}

export function endRun(run: Run, exit: RunExit | 'interrupted'): void {
  run.revision++;
  if (exit === 'interrupted') {
    run.state = 'interrupted';
    return;
  }
  run.exit = exit;
  if (exit.stopped) run.state = 'stopped';
  else run.state = exit.exitCode === 0 ? 'finished' : 'failed';
}

export function briefOf(run: Run): RunBrief {
  const { header } = run;
  let problems = 0;
  for (const problem of run.problems.values()) problems += problem.count;
  return {
    id: header.id,
    entry: header.entry,
    ...(header.module === undefined ? {} : { module: header.module }),
    language: header.language,
    runtime: `${header.runtime.name} ${header.runtime.version}`,
    createdAt: header.createdAt,
    state: run.state,
    exitCode: run.exit?.exitCode ?? null,
    signal: run.exit?.signal ?? null,
    durationMs: run.exit?.durationMs ?? lastMoment(run),
    steps: run.stepCount,
    artifacts: run.artifactCount,
    problems,
    args: header.args,
  };
}

/** Milliseconds from the main process's start to the last thing any process wrote. */
function lastMoment(run: Run): number {
  const start = run.logs.get('0')?.epoch ?? 0;
  let last = 0;
  for (const log of run.logs.values()) last = Math.max(last, log.epoch - start + log.lastTime / 1000);
  return last;
}
