import { readFileSync } from 'node:fs';

const pattern =
  /^(?<ip>\S+) \S+ \S+ \[(?<day>\d+)\/(?<month>\w+)\/(?<year>\d+):(?<time>[\d:]+) \S+\] "(?<method>\w+) (?<url>\S+) [^"]*" (?<status>\d{3}) (?<bytes>\d+)$/;
const log = readFileSync(new URL('./data/access.log', import.meta.url), 'utf8');
const entries = [];
const bad: string[] = [];
for (const line of log.split('\n')) {
  if (line === '') continue;
  const match = pattern.exec(line);
  if (!match?.groups) {
    bad.push(line);
    continue;
  }
  const { ip = '', method = '', url = '', status = '', bytes = '' } = match.groups;
  const [pathname, query] = url.split('?');
  entries.push({ ip, method, pathname, query: query ?? null, status: Number(status), bytes: Number(bytes) });
}

const byStatus = entries.reduce<Record<string, number>>((counts, { status }) => {
  const family = `${Math.floor(status / 100)}xx`;
  counts[family] = (counts[family] ?? 0) + 1;
  return counts;
}, {});
const visitors = new Map<string, { hits: number; bytes: number }>();
entries.forEach(({ ip, bytes }) => {
  const visitor = visitors.get(ip) ?? { hits: 0, bytes: 0 };
  visitor.hits += 1;
  visitor.bytes += bytes;
  visitors.set(ip, visitor);
});
const top = [...visitors].sort((a, b) => b[1].bytes - a[1].bytes).at(0);
const paths = entries.map(({ pathname }) =>
  pathname
    ?.replace(/\.(html|css)$/, '')
    .replaceAll('/', ' ')
    .trim(),
);
console.log(byStatus, top, bad.length, paths);
