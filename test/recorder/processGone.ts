/** Waits until a process is dead; one that only waits to be buried counts as dead. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';

export async function processGone(pid: number): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (!isThere(pid)) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.fail(`process ${pid} is still there`);
}

function isThere(pid: number): boolean {
  if (process.platform === 'linux')
    try {
      return existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
