/** Times whole processes in interleaved rounds, so that a machine whose speed drifts favours no one. */
import { spawn } from 'node:child_process';

export interface Contender {
  name: string;
  command: string;
  args: string[];
  env?: Record<string, string>;
}

export interface Figures {
  name: string;
  /** Wall time of each round, in milliseconds; empty where it failed. */
  times: number[];
  /** Time of each round over the first contender's in the same round. */
  ratios: number[];
  failure?: string;
}

function timeOnce({ command, args, env }: Contender, cwd: string): Promise<number | string> {
  return new Promise((resolve) => {
    const start = process.hrtime.bigint();
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (chunk) => {
      complaint = (complaint + chunk).slice(-400);
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) =>
      resolve(code === 0 ? Number(process.hrtime.bigint() - start) / 1e6 : `exit ${code}: ${complaint.trim()}`),
    );
  });
}

/** Runs every contender once a round (one round unmeasured first). The first contender is what the others are divided by. */
export async function compare(contenders: Contender[], rounds: number, cwd: string): Promise<Figures[]> {
  const figures: Figures[] = contenders.map(({ name }) => ({ name, times: [], ratios: [] }));
  for (let round = -1; round < rounds; round += 1) {
    let base = Number.NaN;
    for (const [index, contender] of contenders.entries()) {
      const entry = figures[index];
      if (!entry || entry.failure) continue;
      const time = await timeOnce(contender, cwd);
      if (typeof time === 'string') entry.failure = time;
      else if (round >= 0) {
        if (index === 0) base = time;
        entry.times.push(time);
        entry.ratios.push(time / base);
      }
    }
  }
  return figures;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
