/** Modules and their sites, merged over processes: the same place in the same file is one site whoever ran it. */
import type { ModuleRecord, SiteRow, SitesRecord } from '../protocol/runLog.ts';
import type { Module, ProcessLog, Run, Site } from './model.ts';
import { nestExpressions } from './nestExpressions.ts';
import { siteKeys } from './siteKey.ts';

const MOST_SITES = 2_000_000;

export function placeModule(run: Run, log: ProcessLog, record: ModuleRecord): void {
  const known = run.modules.find((module) => module.file === record.file && module.hash === record.hash);
  if (known !== undefined) {
    log.modules.set(record.id, known);
    return;
  }
  const module: Module = {
    file: record.file,
    path: record.path,
    hash: record.hash,
    entry: record.entry && log.name === '0',
    site: -1,
    order: run.modules.length,
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
  const placed: [Site, SiteRow][] = [];
  for (const row of rows) {
    const key = keys.get(row[0]) ?? `${module.file}>${row[0]}`;
    let site = run.siteByKey.get(key);
    if (site === undefined) {
      site = createSite(run.sites.length, key, module, row);
      run.sites.push(site);
      run.siteByKey.set(key, site);
      placed.push([site, row]);
    }
    log.siteIndex.set(row[0], site.index);
    if (row[2] === 'module' && module.site < 0) module.site = site.index;
  }
  for (const [site, row] of placed) {
    const parent = run.sites[log.siteIndex.get(row[1]) ?? -1];
    if (parent === undefined || parent === site) continue;
    site.parent = parent.index;
    parent.children.push(site.index);
  }
  for (const [site] of placed) site.depth = depthOf(run, site);
}

/** The file's name in keys. A file that was changed and loaded again in one run is told apart by its content. */
function moduleName(run: Run, module: Module): string {
  const first = run.modules.find((other) => other.file === module.file);
  return first === undefined || first === module ? module.file : `${module.file}@${module.hash.slice(0, 6)}`;
}

function depthOf(run: Run, site: Site): number {
  let depth = 0;
  for (let up = site.parent; up >= 0 && depth < 1000; up = run.sites[up]?.parent ?? -1) depth++;
  return depth;
}

function createSite(index: number, key: string, module: Module, row: SiteRow): Site {
  const [, , kind, op, name, line, column, endLine, endColumn] = row;
  return {
    index,
    key,
    parent: -1,
    children: [],
    depth: 0,
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
