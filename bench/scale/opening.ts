/** `interim show` of a run as a process of its own: before it has an index, and after. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { openRun } from '../../src/store/reader.ts';

const ROUNDS = 5;

export interface Shown {
  /** Milliseconds. */
  wall: number;
  processor: number;
  /** Peak resident bytes. */
  memory: number;
}

export async function measureOpening(folder: string) {
  rmSync(path.join(folder, 'index.bin'), { force: true });
  const first = show(folder);
  const rounds = Array.from({ length: ROUNDS }, () => show(folder));
  const reader = await openRun(folder);
  reader.close();
  const { stepCount: steps, artifactCount: artifacts } = reader.run;
  return {
    first,
    again: rounds.reduce((best, one) => (one.processor < best.processor ? one : best)),
    steps,
    artifacts,
  };
}

/** The command tells its own use at its end. */
function show(folder: string): Shown {
  const command = path.join(import.meta.dirname, '../../dist/interim.cjs');
  const tell = `process.on('exit',()=>require('fs').writeSync(2,'\\n'+JSON.stringify({...process.resourceUsage()})))`;
  const began = performance.now();
  const { stderr, status } = spawnSync(
    process.execPath,
    [
      '--import',
      `data:text/javascript,import{createRequire}from'module';const require=createRequire('file:///');${encodeURIComponent(tell)}`,
      command,
      'show',
      folder,
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const wall = performance.now() - began;
  if (status !== 0) throw new Error(stderr);
  const used: NodeJS.ResourceUsage = JSON.parse(stderr.trim().split('\n').at(-1) ?? '');
  return { wall, processor: (used.userCPUTime + used.systemCPUTime) / 1000, memory: used.maxRSS * 1024 };
}
