/** Modules and their sites, merged over processes: the same place in the same file is one site whoever ran it. */
import type { ModuleRecord, SiteRow, SitesRecord } from '../protocol/runLog.ts';
import type { Module, ProcessLog, Run, Site } from './model.ts';
import { nestExpressions } from './nestExpressions.ts';
import { siteKeys } from './siteKey.ts';

const MOST_SITES = 2_000_000;

export function placeModule(run: Run, log: ProcessLog, record: ModuleRecord): void {
  const known = run.modules.find((module) => module.file === record.file && module.hash === record.hash);
  const started = record.entry && log.name !== '0';
  if (known !== undefined) {
    known.started ||= started;
    log.modules.set(record.id, known);
    return;
  }
  const module: Module = {
    file: record.file,
    path: record.path,
    hash: record.hash,
    entry: record.entry && log.name === '0',
    started,
    site: -1,
    order: run.modules.length,
    ...(record.cells === undefined ? {} : { cells: record.cells }),
  };
  run.modules.push(module);
  log.modules.set(record.id, module);
}

export function placeSites(run: Run, log: ProcessLog, record: SitesRecord): void {
  const module = log.modules.get(record.module);
  if (module === undefined || !Array.isArray(record.sites)) return;
  const rows = nestExpressions(record.sites.filter((row) => Array.isArray(row) && Number.isInteger(row[0])));
  if (run.sites.length + rows.length > MOST_SITES) return;
  const keys = siteKeys(moduleName(run, module), rows);
  const placed: [Site, SiteRow[1]][] = [];
  for (const row of rows) {
    const key = keys.get(row[0]) ?? `${module.file}>${row[0]}`;
    let site = run.siteByKey.get(key);
    if (site === undefined) {
      site = createSite(run.sites.length, key, module, row);
      run.sites.push(site);
      run.siteByKey.set(key, site);
      placed.push([site, row[1]]);
    }
    log.siteIndex.set(row[0], site.index);
    if (row[2] === 'module' && module.site < 0) module.site = site.index;
  }
  linkSites(
    run,
    placed.map(([site, parent]) => [site, log.siteIndex.get(parent) ?? -1]),
  );
}

/** Deeper ones hang on the last that is not. */
const DEEPEST = 2000;
const UNKNOWN = -1;
const ON_THE_WAY = -2;

/** Puts new sites under their parents, by index. A parent that would make a site its own ancestor is none. */
export function linkSites(run: Run, placed: readonly (readonly [Site, parent: number])[]): void {
  for (const [site, parent] of placed) if (run.sites[parent] !== undefined) site.parent = parent;
  for (const [site] of placed) settle(run, site);
  for (const [site] of placed) run.sites[site.parent]?.children.push(site.index);
}

/** Finds the depth of a site and of those around it, once each, and cuts circles and endless depth. */
function settle(run: Run, site: Site): void {
  const way: Site[] = [];
  for (let up: Site | undefined = site; up?.depth === UNKNOWN; up = run.sites[up.parent]) {
    up.depth = ON_THE_WAY;
    way.push(up);
  }
  for (let next = way.pop(); next !== undefined; next = way.pop()) {
    let around = run.sites[next.parent];
    if (around !== undefined && around.depth === DEEPEST) around = run.sites[around.parent];
    next.parent = around === undefined || around.depth === ON_THE_WAY ? -1 : around.index;
    next.depth = around === undefined || next.parent < 0 ? 0 : around.depth + 1;
  }
}

/** The file's name in keys. A file that was changed and loaded again in one run is told apart by its content. */
function moduleName(run: Run, module: Module): string {
  const first = run.modules.find((other) => other.file === module.file);
  return first === undefined || first === module ? module.file : `${module.file}@${module.hash.slice(0, 6)}`;
}

export function createSite(index: number, key: string, module: Module, row: Readonly<SiteRow>): Site {
  const [, , kind, op, name, line, column, endLine, endColumn] = row;
  return {
    index,
    key,
    parent: -1,
    children: [],
    depth: UNKNOWN,
    module,
    kind,
    op,
    name: String(name),
    line,
    column,
    endLine,
    endColumn,
    facts: {
      recorded: 0,
      counted: 0,
      atLeast: false,
      durationUs: 0,
      order: Number.POSITIVE_INFINITY,
      ended: Number.POSITIVE_INFINITY,
      last: undefined,
      open: 0,
      made: undefined,
      error: undefined,
      filesRead: undefined,
      bound: undefined,
    },
  };
}
