/**
 * Who has a run folder open: `open/<name>.json` is written by the recorder while the program runs and by whoever shows
 * the run. A mark counts for as long as its process lives on this machine, so a crash leaves nothing behind.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';

interface OpenMark {
  host: string;
  /** The recorder or reader, and for a recorder the traced program, each with the time it began where that is known. */
  processes: [pid: number, began?: string][];
}

/** The recorder marks a run with itself and, once started, the program: either alone keeps the run `running`. */
export function markRecording(folder: string, pids: number[]): void {
  writeMark(folder, 'recorder', pids);
}

export function unmarkRecording(folder: string): void {
  for (const name of ['recorder.json', 'stop']) rmSync(path.join(folder, 'open', name), { force: true });
}

/** Recorder and program of a run, those that are alive. */
export function recordedProcesses(folder: string): number[] {
  const mark = readMark(path.join(folder, 'open/recorder.json'));
  if (mark?.host !== hostname()) return [];
  return mark.processes.flatMap(([pid, began]) => (isAlive(pid, began) ? [pid] : []));
}

/** Tells the recorder that the end which comes now is the user's wish. */
export function markToStop(folder: string): void {
  try {
    writeFileSync(path.join(folder, 'open/stop'), '');
  } catch {
    // Then the record says failed.
  }
}

export function isMarkedToStop(folder: string): boolean {
  return existsSync(path.join(folder, 'open/stop'));
}

/** Keeps a run from retention while it is shown. Returns the undoing; never fails. */
export function markReading(folder: string): () => void {
  const name = `reader-${process.pid}`;
  try {
    writeMark(folder, name, [process.pid]);
  } catch {
    return () => {};
  }
  return () => {
    try {
      rmSync(path.join(folder, 'open', `${name}.json`), { force: true });
    } catch {
      // A read-only folder kept no mark either.
    }
  };
}

/** The recorder or the program of this run is alive. */
export function isRecording(folder: string): boolean {
  return holds(path.join(folder, 'open/recorder.json'));
}

export function isOpen(folder: string): boolean {
  const marks = path.join(folder, 'open');
  try {
    return readdirSync(marks).some((name) => holds(path.join(marks, name)));
  } catch {
    return false;
  }
}

function writeMark(folder: string, name: string, pids: number[]): void {
  const processes = pids.map((pid): [number, string?] => {
    const began = beginningOf(pid);
    return began ? [pid, began] : [pid];
  });
  const mark: OpenMark = { host: hostname(), processes };
  mkdirSync(path.join(folder, 'open'), { recursive: true });
  writeFileSync(path.join(folder, 'open', `${name}.json`), JSON.stringify(mark));
}

function holds(file: string): boolean {
  const mark = readMark(file);
  return mark?.host === hostname() && mark.processes.some(([pid, began]) => isAlive(pid, began));
}

function readMark(file: string): OpenMark | undefined {
  try {
    const mark = JSON.parse(readFileSync(file, 'utf8')) as Partial<OpenMark> | null;
    if (typeof mark?.host !== 'string' || !Array.isArray(mark.processes)) return undefined;
    return { host: mark.host, processes: mark.processes.filter(([pid]) => Number.isInteger(pid) && pid > 0) };
  } catch {
    return undefined;
  }
}

function isAlive(pid: number, began?: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  // A process id is used again sooner or later; the time of its beginning is not.
  return began === undefined || began === beginningOf(pid);
}

/** When a process began, in the kernel's ticks; undefined where that is not told, '' for a process that only waits to be buried. */
function beginningOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? '' : fields[19];
  } catch {
    return undefined;
  }
}
