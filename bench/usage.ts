/** What processes used beside wall time, as Linux tells it: processor time of those that ended, peak memory of one that runs. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** `sysconf(_SC_CLK_TCK)`: 100 on every Linux that Node runs on. */
const MS_PER_TICK = 10;

/** Milliseconds that the processes waited for by now ran, with what they had waited for; undefined where nothing tells. */
export function processorTimeOfEnded(): number | undefined {
  const stat = read('/proc/self/stat');
  // The name of the program stands in brackets and may hold anything; utime is the 12th field after it.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields && (Number(fields[13]) + Number(fields[14])) * MS_PER_TICK;
}

/** Looks every few milliseconds at the processes `depth` generations below `pid`; gives the most memory that one of them held, in MB. */
export function watchPeak(pid: number, depth: number): () => number | undefined {
  let peak: number | undefined;
  const timer = setInterval(() => {
    for (const process of descendants(pid, depth)) {
      const held = read(`/proc/${process}/status`)?.match(/^VmHWM:\s+(\d+) kB/m)?.[1];
      if (held) peak = Math.max(peak ?? 0, Number(held) / 1024);
    }
  }, 5);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

function descendants(pid: number, depth: number): number[] {
  if (depth === 0) return [pid];
  const children = read(`/proc/${pid}/task/${pid}/children`)?.trim().split(' ') ?? [];
  return children.filter(Boolean).flatMap((child) => descendants(Number(child), depth - 1));
}

/** Bytes of all files below. */
export function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
