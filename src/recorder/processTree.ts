/** Ends a program and everything that it started, also what left its process group. */
import { execFile, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** `root` and its descendants as they are now, parents first. */
export async function processTree(root: number): Promise<number[]> {
  const parents = process.platform === 'linux' ? parentsFromProc() : await parentsFromPs();
  const tree = [root];
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child);
  return tree;
}

function parentsFromProc(): [pid: number, parent: number][] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name): [number, number][] => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
        return [[Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])]];
      } catch {
        return [];
      }
    });
}

async function parentsFromPs(): Promise<[pid: number, parent: number][]> {
  try {
    const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
    return stdout
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number))
      .map(([pid = 0, parent = 0]) => [pid, parent]);
  } catch {
    return [];
  }
}

/** Sends a signal to each process; those that have gone are no error. */
export function signalAll(pids: Iterable<number>, signal: NodeJS.Signals): void {
  for (const pid of pids)
    try {
      process.kill(pid, signal);
    } catch {
      // Gone already.
    }
}

/**
 * Asks the tree to end as Ctrl-C would, and kills what is left of it after the grace. `gone` resolves when the program
 * itself has ended.
 */
export async function endTree(root: number, gone: Promise<unknown>, graceMs: number): Promise<void> {
  if (process.platform === 'win32') {
    await new Promise((resolve) => {
      spawn('taskkill', ['/pid', String(root), '/T', '/F'], { windowsHide: true })
        .on('close', resolve)
        .on('error', resolve);
    });
    return;
  }
  const members = new Set(await processTree(root));
  signalAll(members, 'SIGINT');
  let timer: NodeJS.Timeout | undefined;
  const grace = new Promise((resolve) => {
    timer = setTimeout(resolve, graceMs);
  });
  await Promise.race([gone, grace]);
  clearTimeout(timer);
  for (const pid of await processTree(root)) members.add(pid);
  signalAll(await stillOfTree(members), 'SIGKILL');
}

/** Process ids are used again: only those that are alive now and were of the tree, checked at once before the kill. */
async function stillOfTree(members: Set<number>): Promise<number[]> {
  const alive: number[] = [];
  for (const pid of members)
    try {
      process.kill(pid, 0);
      alive.push(pid);
    } catch {
      // Gone.
    }
  return alive;
}
