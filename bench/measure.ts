/** Measures whole processes in interleaved rounds, so that a machine whose speed drifts favours no one. */
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { processorTimeOfEnded, sizeOf, watchPeak } from './usage.ts';

export interface Contender {
  name: string;
  command: string;
  args: string[];
  env?: Record<string, string>;
  /** How many generations below the command the program itself runs: its memory is what counts. */
  depth: number;
  /** Folder in which each run leaves its record. */
  leaves?: string;
}

export interface Figures {
  name: string;
  /** Wall time of each round, in milliseconds; empty where it failed. */
  times: number[];
  /** Time of each round over the first contender's in the same round. */
  ratios: number[];
  /** The same of processor time, of the command and all that it started; empty where the system does not tell. */
  processorRatios: number[];
  /** Most memory that the program held, in MB, and bytes that a run left: of the last round before the timed ones. */
  peak?: number;
  left?: number;
  failure?: string;
}

interface Once {
  wall: number;
  processor: number | undefined;
  peak: number | undefined;
}

function runOnce({ command, args, env, depth }: Contender, cwd: string, watch: boolean): Promise<Once | string> {
  return new Promise((resolve) => {
    const before = processorTimeOfEnded();
    const start = process.hrtime.bigint();
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
    const peak = watch && child.pid ? watchPeak(child.pid, depth) : () => undefined;
    let complaint = '';
    child.stderr.on('data', (chunk) => {
      complaint = (complaint + chunk).slice(-400);
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => {
      const wall = Number(process.hrtime.bigint() - start) / 1e6;
      const after = processorTimeOfEnded();
      const processor = before === undefined || after === undefined ? undefined : after - before;
      const once = { wall, processor, peak: peak() };
      resolve(code === 0 ? once : `exit ${code}: ${complaint.trim()}`);
    });
  });
}

/**
 * Runs every contender once a round. Of the two untimed rounds before, the first fills caches, the second is watched for memory.
 * The first contender is what the others are divided by.
 */
export async function compare(contenders: Contender[], rounds: number, cwd: string): Promise<Figures[]> {
  const figures: Figures[] = contenders.map(({ name }) => ({ name, times: [], ratios: [], processorRatios: [] }));
  for (let round = -2; round < rounds; round += 1) {
    let base: Once | undefined;
    for (const [index, contender] of contenders.entries()) {
      const entry = figures[index];
      if (!entry || entry.failure) continue;
      const once = await runOnce(contender, cwd, round === -1);
      if (typeof once === 'string') entry.failure = once;
      else if (round < 0) Object.assign(entry, { peak: once.peak, left: leftBy(contender) });
      else {
        if (index === 0) base = once;
        entry.times.push(once.wall);
        entry.ratios.push(once.wall / (base?.wall ?? Number.NaN));
        if (once.processor && base?.processor) entry.processorRatios.push(once.processor / base.processor);
      }
      if (contender.leaves) rmSync(contender.leaves, { recursive: true, force: true });
    }
  }
  return figures;
}

function leftBy({ leaves }: Contender): number | undefined {
  return leaves && existsSync(leaves) ? sizeOf(leaves) : undefined;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
