/** Leaving places out and shutting groups never breaks the way from one shown place to another. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addFlow, contract, type Flow, lift } from '../../src/core/lift.ts';

const SIZE = 9;
const edges = fc.array(fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1)), { maxLength: 24 });
const shown = fc.uniqueArray(fc.nat(SIZE - 1), { minLength: 2 });

function flowsOf(pairs: [number, number][]): Map<number, Flow> {
  const flows = new Map<number, Flow>();
  for (const [from, to] of pairs) if (from !== to) addFlow(flows, from, to, ['value'], [`${from}`]);
  return flows;
}

function reached(flows: Iterable<Flow>, start: number): Set<number> {
  const all = [...flows];
  const seen = new Set<number>();
  const stack = [start];
  for (let place = stack.pop(); place !== undefined; place = stack.pop())
    for (const flow of all)
      if (flow.from === place && !seen.has(flow.to)) {
        seen.add(flow.to);
        stack.push(flow.to);
      }
  return seen;
}

test('drawn through what is left out: the same shown places are reached, and no others', () => {
  fc.assert(
    fc.property(edges, shown, (pairs, places) => {
      const all = flowsOf(pairs);
      const kept = contract(all, (unit) => places.includes(unit));
      for (const from of places) {
        const before = [...reached(all.values(), from)].filter((to) => places.includes(to) && to !== from).sort();
        const after = [...reached(kept.values(), from)].filter((to) => to !== from).sort();
        assert.deepEqual(after, before);
      }
    }),
    { numRuns: 500 },
  );
});

test('lifted: what reached something still reaches the group that it is in', () => {
  fc.assert(
    fc.property(edges, fc.array(fc.nat(3), { minLength: SIZE, maxLength: SIZE }), (pairs, groups) => {
      const all = flowsOf(pairs);
      const place = (unit: number): number => groups[unit] ?? 0;
      const lifted = lift(all.values(), place);
      for (const { from, to } of all.values())
        assert.ok(place(from) === place(to) || reached(lifted.values(), place(from)).has(place(to)));
    }),
  );
});
