import { readFileSync } from 'node:fs';

const lines = readFileSync(new URL('./data/flights.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1, 16);
const graph = new Map<string, Map<string, number>>();
for (const line of lines) {
  const cells = line.split(',');
  const [from = '', to = '', miles = ''] = [cells[4], cells[5], cells[9]];
  for (const [a, b] of [
    [from, to],
    [to, from],
  ] as const) {
    const edges = graph.get(a) ?? new Map<string, number>();
    edges.set(b, Math.min(edges.get(b) ?? Number.POSITIVE_INFINITY, Number(miles)));
    graph.set(a, edges);
  }
}
const [start = ''] = graph.keys();
const best: Record<string, number> = { [start]: 0 };
const before = new Map<string, string>();
const open = new Set([start]);
while (open.size > 0) {
  const [node = ''] = [...open].sort((a, b) => (best[a] ?? 0) - (best[b] ?? 0));
  open.delete(node);
  for (const [next, miles] of graph.get(node) ?? []) {
    const length = (best[node] ?? 0) + miles;
    if (length >= (best[next] ?? Number.POSITIVE_INFINITY)) continue;
    best[next] = length;
    before.set(next, node);
    open.add(next);
  }
}
const furthest = Object.entries(best).reduce((a, b) => (b[1] > a[1] ? b : a));
const route: string[] = [];
for (let at: string | undefined = furthest[0]; at !== undefined; at = before.get(at)) route.unshift(at);
const degrees = [...graph].map(([name, edges]) => [name, edges.size] as const).filter(([, degree]) => degree > 1);
console.log(start, furthest, route, degrees);
