/** The lineage graph at a cut: which places in source are drawn, what each shows, and what flowed between them. */
import type { Cut, FilterKind, GraphEdge, GraphNode, GraphView } from '../protocol/graph.ts';
import { GRAPH_VERSION } from '../protocol/graph.ts';
import { absentNodes } from './absent.ts';
import { defaultCut, isOpen, type Placing, placeUnits } from './cut.ts';
import { driverOf } from './driver.ts';
import { addFlow, contract, type Flow, lift, unitFlows } from './lift.ts';
import type { Run, Site } from './model.ts';
import { fileNode, groupNode, shutNode, unitNode } from './node.ts';
import { notesOf } from './notes.ts';
import { briefOf } from './run.ts';
import { makeSampledField } from './sampled.ts';
import { timelineOf } from './timeline.ts';
import { isQuietExit, sumUnits, type UnitFacts } from './unitFacts.ts';

export { defaultCut } from './cut.ts';

const MOST_NODES = 1000;

export interface Drawn {
  run: Run;
  cut: Cut;
  placing: Placing;
  units: Map<number, UnitFacts>;
  /** Units that are drawn where their groups are open. */
  shown: Set<number>;
  /** The place that a unit is seen at: itself, or the outermost shut group around it; -1 where it is not drawn. */
  visible: (unit: number) => number;
  isShut: (group: number) => boolean;
  sampledField: (site: Site) => { sampled?: true };
  /** The innermost drawn group around a place. */
  parentOf: (place: number) => number;
}

export function buildGraph(run: Run, cut: Cut = defaultCut(run)): GraphView {
  const { drawn, limited } = drawUnder(run, cut);
  const { nodes, edges } = assemble(drawn);
  return {
    version: GRAPH_VERSION,
    run: briefOf(run),
    cut,
    nodes,
    edges,
    timeline: timelineOf(drawn),
    counts: { ...run.artifactsByFilter },
    notes: notesOf(run, limited),
  };
}

/** Decides what is drawn; shuts the largest groups while there would be more nodes than can be read. */
export function drawUnder(run: Run, cut: Cut, most = MOST_NODES): { drawn: Drawn; limited: string[] } {
  const placing = placeUnits(run, cut.level === 'expression');
  const kinds = new Set<FilterKind>(cut.kinds);
  const units = sumUnits(run, placing, kinds);
  const shown = shownUnits(run, placing, units);
  const driver = driverOf(run, placing, shown);
  const extra = new Set<number>();
  const limited: string[] = [];
  let drawn = draw(run, cut, placing, units, shown, extra, driver);
  for (let round = 0; round < 200; round++) {
    const places = new Set([...shown].map(drawn.visible));
    if (places.size <= most) break;
    const largest = largestOpenGroup(drawn);
    if (largest === undefined) {
      const kept = [...shown].sort((a, b) => (units.get(a)?.order ?? 0) - (units.get(b)?.order ?? 0)).slice(0, most);
      limited.push(`Only the first ${most} of ${places.size} places are drawn.`);
      drawn = draw(run, cut, placing, units, new Set(kept), extra, driver);
      break;
    }
    extra.add(largest);
    drawn = draw(run, cut, placing, units, shown, extra, driver);
  }
  if (extra.size > 0)
    limited.unshift(
      `${extra.size} ${extra.size === 1 ? 'group was' : 'groups were'} shut to keep the graph under ${most} nodes.`,
    );
  return { drawn, limited };
}

function shownUnits(run: Run, placing: Placing, units: Map<number, UnitFacts>): Set<number> {
  const shown = new Set<number>();
  for (const facts of units.values()) {
    const failed = facts.error !== undefined && !facts.error.caught;
    if (facts.shown !== undefined || failed || facts.isInnermost) shown.add(facts.unit);
  }
  for (const error of run.errors) {
    const unit = placing.unit[error.site] ?? -1;
    if (!error.caught && unit >= 0 && !isQuietExit(run, error)) shown.add(unit);
  }
  return shown;
}

function draw(
  run: Run,
  cut: Cut,
  placing: Placing,
  units: Map<number, UnitFacts>,
  shown: Set<number>,
  extra: ReadonlySet<number>,
  driver: number,
): Drawn {
  const opened = new Set(cut.opened);
  const shut = new Set(cut.shut);
  const isDrawn = (site: Site): boolean =>
    (site.index !== driver && site.kind !== 'module') ||
    (site.kind === 'module' && cut.level === 'module') ||
    opened.has(site.key) ||
    shut.has(site.key);
  const shutAround = new Map<number, number>();
  const outermostShut = (group: number): number => {
    const known = shutAround.get(group);
    if (known !== undefined) return known;
    const site = run.sites[group];
    if (site === undefined) return -1;
    const above = outermostShut(placing.group[group] ?? -1);
    const here = isDrawn(site) && (extra.has(group) || !isOpen(site, cut, opened, shut)) ? group : -1;
    const result = above >= 0 ? above : here;
    shutAround.set(group, result);
    return result;
  };
  const groupAround = (unit: number): number => (placing.isGroup[unit] === 1 ? unit : (placing.group[unit] ?? -1));
  const parentOf = (place: number): number => {
    let group = placing.group[place] ?? -1;
    for (let site = run.sites[group]; site !== undefined && !isDrawn(site); site = run.sites[group])
      group = placing.group[group] ?? -1;
    return group;
  };
  return {
    run,
    cut,
    placing,
    units,
    shown,
    visible(unit) {
      if (!shown.has(unit)) return -1;
      const group = outermostShut(groupAround(unit));
      return group >= 0 ? group : unit;
    },
    sampledField: makeSampledField(run),
    isShut: (group) => placing.isGroup[group] === 1 && outermostShut(group) === group,
    parentOf,
  };
}

function largestOpenGroup(drawn: Drawn): number | undefined {
  const inside = new Map<number, number>();
  for (const unit of drawn.shown) {
    const place = drawn.visible(unit);
    if (place !== unit) continue;
    let group = drawn.placing.isGroup[unit] === 1 ? unit : drawn.parentOf(unit);
    for (; group >= 0; group = drawn.parentOf(group)) inside.set(group, (inside.get(group) ?? 0) + 1);
  }
  let largest: number | undefined;
  for (const [group, count] of inside) {
    if (drawn.run.sites[group]?.kind === 'module' && drawn.cut.level !== 'module') continue;
    if (count > 1 && (largest === undefined || count > (inside.get(largest) ?? 0))) largest = group;
  }
  return largest;
}

function assemble(drawn: Drawn): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const { placing, units, shown } = drawn;
  const nodes = new Map<number, GraphNode>();
  const insideShut = new Map<number, UnitFacts[]>();
  for (const unit of shown) {
    const facts = units.get(unit);
    const place = drawn.visible(unit);
    if (facts === undefined || place < 0) continue;
    if (place === unit && !drawn.isShut(unit)) nodes.set(unit, unitNode(drawn, facts));
    else {
      const list = insideShut.get(place);
      if (list === undefined) insideShut.set(place, [facts]);
      else list.push(facts);
    }
  }
  for (const [group, inside] of insideShut) nodes.set(group, shutNode(drawn, group, inside));
  const groups = new Map<number, GraphNode>();
  const isHeader = (place: number): boolean => placing.isGroup[place] === 1 && !drawn.isShut(place);
  const headersLast = [...nodes.keys()].sort((a, b) => Number(isHeader(a)) - Number(isHeader(b)));
  for (const place of headersLast) {
    const node = nodes.get(place);
    // What a loop or function was given stands at its head.
    const own = groups.get(place);
    if (node !== undefined && own !== undefined && isHeader(place)) node.order = own.order + 0.25;
    let group = isHeader(place) ? place : drawn.parentOf(place);
    for (; group >= 0; group = drawn.parentOf(group)) {
      const known = groups.get(group) ?? groupNode(drawn, group);
      if (groups.has(group)) known.inside = (known.inside ?? 0) + 1;
      else groups.set(group, known);
      known.order = Math.min(known.order, (node?.order ?? 0) - 0.5);
    }
  }
  const flows = lift(contract(flowsOf(drawn), (unit) => shown.has(unit)).values(), drawn.visible);
  const files = filesOf(drawn, flows, nodes);
  const all = [...groups.values(), ...nodes.values(), ...files.nodes];
  all.sort((a, b) => a.order - b.order);
  all.push(...absentNodes(drawn, new Set([...groups.values()].map((node) => node.id))));
  return { nodes: all, edges: [...edgesOf(flows, nodes), ...files.edges] };
}

/**
 * Between the drawn units and the single expressions of all others: of a statement that is left out, what went into one
 * of its calls did not go into the arguments of another.
 */
function flowsOf({ run, placing, shown }: Drawn): Map<number, Flow> {
  const places = placing.unit.map((unit, site) => (unit < 0 || shown.has(unit) ? unit : site));
  return unitFlows(run, places);
}

function edgesOf(flows: Map<number, Flow>, nodes: Map<number, GraphNode>): GraphEdge[] {
  const edges: GraphEdge[] = [];
  for (const flow of flows.values()) {
    const source = nodes.get(flow.from);
    const target = nodes.get(flow.to);
    if (source === undefined || target === undefined) continue;
    edges.push(edgeOf(source.id, target.id, flow.roles, flow.artifacts, target.error?.caught === false));
  }
  return edges;
}

function edgeOf(
  source: string,
  target: string,
  roles: Iterable<string>,
  artifacts: string[],
  failed: boolean,
): GraphEdge {
  const words = new Set([...roles].map((role) => role.replace(/^arg:/, '')));
  return { id: `${source} → ${target}`, source, target, roles: [...words], artifacts, failed };
}

/** Files that were read stand as nodes of their own, one a path, before the places that read them. */
function filesOf(drawn: Drawn, _flows: Map<number, Flow>, nodes: Map<number, GraphNode>) {
  const files = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  if (!drawn.cut.kinds.includes('files')) return { nodes: [], edges: [] };
  for (const [unit, facts] of drawn.units)
    for (const site of facts.sites)
      for (const [path, ref] of site.facts.filesRead ?? []) {
        for (const target of firstShown(drawn, unit)) {
          const node = nodes.get(target);
          if (node === undefined) continue;
          const file = files.get(path) ?? fileNode(drawn, path, ref, site);
          file.order = Math.min(file.order, node.order - 0.25);
          files.set(path, file);
          const edge = edgeOf(file.id, node.id, ['file'], file.artifact === undefined ? [] : [file.artifact.id], false);
          edges.set(edge.id, edge);
        }
      }
  return { nodes: [...files.values()], edges: [...edges.values()] };
}

/** The unit's own place, or those that what it read went on to. */
function firstShown(drawn: Drawn, unit: number): number[] {
  const own = drawn.visible(unit);
  if (own >= 0) return [own];
  const flows = flowsOf(drawn);
  const start = -2;
  for (const { index } of drawn.units.get(unit)?.sites ?? []) addFlow(flows, start, index, [], []);
  const reached = contract(flows, (other) => other === start || drawn.shown.has(other));
  return [...reached.values()].filter((flow) => flow.from === start).map((flow) => drawn.visible(flow.to));
}
