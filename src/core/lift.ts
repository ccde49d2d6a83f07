/** Edges between units, drawn through units that are left out, and lifted to what is visible of each end. */

import { EDGE_ARTIFACTS } from './dataFlow.ts';
import type { Run } from './model.ts';
import { artifactName } from './processLog.ts';

export interface Flow {
  from: number;
  to: number;
  roles: Set<string>;
  artifacts: string[];
}

const STRIDE = 2 ** 26;
const key = (from: number, to: number): number => from * STRIDE + to;

/** Site edges summed up between the units of their ends; what stays inside a unit is no edge. */
export function unitFlows(run: Run, unit: Int32Array): Map<number, Flow> {
  const flows = new Map<number, Flow>();
  for (const edge of run.edges.values()) {
    const from = unit[edge.from] ?? -1;
    const to = unit[edge.to] ?? -1;
    if (from < 0 || to < 0 || from === to) continue;
    const newest = edge.count % EDGE_ARTIFACTS;
    const inOrder =
      edge.count > EDGE_ARTIFACTS
        ? [...edge.artifacts.slice(newest), ...edge.artifacts.slice(0, newest)]
        : edge.artifacts;
    addFlow(
      flows,
      from,
      to,
      edge.roles,
      inOrder.map((id) => artifactName(edge.log, id)),
    );
  }
  return flows;
}

export function addFlow(
  flows: Map<number, Flow>,
  from: number,
  to: number,
  roles: Iterable<string>,
  artifacts: readonly string[],
): Flow {
  const id = key(from, to);
  let flow = flows.get(id);
  if (flow === undefined) {
    flow = { from, to, roles: new Set(), artifacts: [] };
    flows.set(id, flow);
  }
  for (const role of roles) if (flow.roles.size < 12) flow.roles.add(role);
  for (const artifact of artifacts) if (!flow.artifacts.includes(artifact)) flow.artifacts.push(artifact);
  if (flow.artifacts.length > EDGE_ARTIFACTS) flow.artifacts.splice(0, flow.artifacts.length - EDGE_ARTIFACTS);
  return flow;
}

/** Leaves out all units but the shown ones; where a path led from one shown unit to another through others, there is an edge. */
export function contract(flows: Map<number, Flow>, isShown: (unit: number) => boolean): Map<number, Flow> {
  const leaving = new Map<number, Flow[]>();
  for (const flow of flows.values()) {
    const list = leaving.get(flow.from);
    if (list === undefined) leaving.set(flow.from, [flow]);
    else list.push(flow);
  }
  const result = new Map<number, Flow>();
  const direct = new Set<Flow>();
  for (const [start, firsts] of leaving) {
    if (!isShown(start)) continue;
    const seen = new Set<number>();
    for (const first of firsts) {
      const stack: Flow[] = [first];
      for (let flow = stack.pop(); flow !== undefined; flow = stack.pop()) {
        if (isShown(flow.to)) {
          if (flow.to === start) continue;
          const drawn = addFlow(result, start, flow.to, flow.roles, first.artifacts);
          if (flow === first) direct.add(drawn);
          continue;
        }
        if (seen.has(flow.to)) continue;
        seen.add(flow.to);
        for (const next of leaving.get(flow.to) ?? []) stack.push(next);
      }
    }
  }
  dropDetours(result, direct);
  return result;
}

const MOST_EDGES_REDUCED = 5000;

/** An edge that only leads through what is left out says nothing where drawn places tell the way of the same artifacts in more detail. */
function dropDetours(flows: Map<number, Flow>, direct: ReadonlySet<Flow>): void {
  if (flows.size > MOST_EDGES_REDUCED) return;
  const leaving = new Map<number, Set<number>>();
  for (const { from, to } of flows.values()) {
    const targets = leaving.get(from) ?? new Set();
    leaving.set(from, targets.add(to));
  }
  for (const [id, flow] of flows) {
    if (direct.has(flow)) continue;
    const others = [...(leaving.get(flow.from) ?? [])].filter(
      (next) => next !== flow.to && isAlong(flows.get(key(flow.from, next)), flow),
    );
    if (!isReached(leaving, flow.from, others, flow.to)) continue;
    flows.delete(id);
    leaving.get(flow.from)?.delete(flow.to);
  }
}

const isAlong = (other: Flow | undefined, flow: Flow): boolean =>
  other?.artifacts.some((each) => flow.artifacts.includes(each)) ?? false;

/** By a way that begins with one of these. */
function isReached(
  leaving: ReadonlyMap<number, ReadonlySet<number>>,
  from: number,
  begins: number[],
  to: number,
): boolean {
  const seen = new Set([from]);
  const stack = [...begins];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    if (seen.has(place)) continue;
    seen.add(place);
    for (const next of leaving.get(place) ?? []) {
      if (next === to) return true;
      stack.push(next);
    }
  }
  return false;
}

/** Moves both ends to their visible places; an edge within one place is not drawn. */
export function lift(flows: Iterable<Flow>, visible: (unit: number) => number): Map<number, Flow> {
  const result = new Map<number, Flow>();
  for (const flow of flows) {
    const from = visible(flow.from);
    const to = visible(flow.to);
    if (from >= 0 && to >= 0 && from !== to) addFlow(result, from, to, flow.roles, flow.artifacts);
  }
  return result;
}
