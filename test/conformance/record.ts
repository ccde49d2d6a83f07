/** The records of one process, indexed for questions about sites, steps and artifacts. */
import type {
  ArtifactRecord,
  BindRecord,
  LogRecord,
  ModuleRecord,
  SiteKind,
  SiteOp,
  StepRecord,
} from '../../src/protocol/runLog.ts';

export interface Site {
  id: number;
  parent: Site | undefined;
  kind: SiteKind;
  op: SiteOp;
  name: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  children: Site[];
  steps: StepRecord[];
  binds: BindRecord[];
  /** Exact executions where a count was written. */
  count: number | undefined;
}

export interface Recorded {
  modules: { record: ModuleRecord; site: Site }[];
  /** The module whose sites come next. */
  announced: ModuleRecord | undefined;
  sites: Map<number, Site>;
  steps: Map<number, StepRecord>;
  artifacts: Map<number, ArtifactRecord>;
  /** All names that an artifact was bound to, in order, with the function (or module) that each is known in. */
  names: Map<number, { name: string; scope: Site | undefined }[]>;
}

export function indexRecords(records: LogRecord[]): Recorded {
  const recorded: Recorded = {
    modules: [],
    announced: undefined,
    sites: new Map(),
    steps: new Map(),
    artifacts: new Map(),
    names: new Map(),
  };
  for (const record of records) addRecord(recorded, record);
  for (const site of recorded.sites.values()) {
    site.children.sort((a, b) => a.line - b.line || a.column - b.column || a.id - b.id);
    site.steps.sort((a, b) => a.id - b.id);
  }
  return recorded;
}

function addRecord(recorded: Recorded, record: LogRecord): void {
  const site = 'site' in record ? recorded.sites.get(record.site ?? -1) : undefined;
  switch (record.k) {
    case 'sites':
      addSites(recorded, record.sites);
      break;
    case 'step':
      recorded.steps.set(record.id, record);
      site?.steps.push(record);
      break;
    case 'artifact':
      recorded.artifacts.set(record.id, record);
      break;
    case 'bind':
      site?.binds.push(record);
      recorded.names.set(record.a, [
        ...(recorded.names.get(record.a) ?? []),
        { name: record.name, scope: scopeOf(site) },
      ]);
      break;
    case 'count':
      if (site !== undefined) site.count = record.n;
      break;
    case 'module':
      recorded.announced = record;
      break;
    default:
      break;
  }
}

function addSites(recorded: Recorded, rows: [number, number, SiteKind, SiteOp, string, ...number[]][]): void {
  for (const [id, parentId, kind, op, name, line = 0, column = 0, endLine = 0, endColumn = 0] of rows) {
    const parent = recorded.sites.get(parentId);
    const site: Site = {
      id,
      parent,
      kind,
      op,
      name,
      line,
      column,
      endLine,
      endColumn,
      children: [],
      steps: [],
      binds: [],
      count: undefined,
    };
    recorded.sites.set(id, site);
    parent?.children.push(site);
    const { announced } = recorded;
    if (kind === 'module' && announced !== undefined) recorded.modules.push({ record: announced, site });
  }
}

/** The innermost function, comprehension or module that a site stands in, or is: there its names are known. */
function scopeOf(site: Site | undefined): Site | undefined {
  let up = site;
  while (up !== undefined && up.kind !== 'function' && up.kind !== 'module' && up.op !== 'comprehension')
    up = up.parent;
  return up;
}

/** Names of an artifact that code at this site can say: those of its own scope and of the scopes around it. */
export function namesAt(recorded: Recorded, artifact: number, site: Site): string[] {
  const around = new Set<Site | undefined>();
  for (let scope = scopeOf(site); scope !== undefined; scope = scopeOf(scope.parent)) around.add(scope);
  return (recorded.names.get(artifact) ?? []).flatMap(({ name, scope }) => (around.has(scope) ? [name] : []));
}

/** Every site under this one. */
export function sitesInside(site: Site): Site[] {
  return site.children.flatMap((child) => [child, ...sitesInside(child)]);
}
