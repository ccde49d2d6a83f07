/** Ends a program and everything that it started, also what left its process group. */
import { execFile, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

interface Member {
  pid: number;
  parent: number;
  group: number;
}

/**
 * `root` and its descendants as they are now, parents first. Where it leads a process group, also those of the group whose
 * parents have ended, and theirs.
 */
export async function processTree(root: number): Promise<number[]> {
  const all = process.platform === 'linux' ? membersFromProc() : await membersFromPs();
  const tree = new Set([root]);
  for (const { pid, group } of all) if (group === root) tree.add(pid);
  for (const pid of tree) for (const member of all) if (member.parent === pid) tree.add(member.pid);
  return [...tree];
}

function membersFromProc(): Member[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name): Member[] => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
        const [, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return [{ pid: Number(name), parent: Number(parent), group: Number(group) }];
      } catch {
        return [];
      }
    });
}

async function membersFromPs(): Promise<Member[]> {
  try {
    const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,pgid=']);
    return stdout
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number))
      .map(([pid = 0, parent = 0, group = 0]) => ({ pid, parent, group }));
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

/** What a program that has itself ended left running in the process group that it led. Its own id may be another's by now. */
export async function endLeftBehind(root: number): Promise<void> {
  if (process.platform === 'win32') return;
  const left = (await processTree(root)).filter((pid) => pid !== root);
  signalAll(left, 'SIGKILL');
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
