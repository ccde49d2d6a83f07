/** Opened runs, shared by hover, tree and panel: the last few stay open, so that looking twice does not read twice. */
import type { RunReader } from '../../store/reader.ts';

const MOST = 4;
const FRESH_MS = 300;

export interface Readers {
  /** The run as it is now: a running one is read on, at most a few times a second. */
  open(folder: string): Promise<RunReader>;
  forget(folder: string): void;
  dispose(): void;
}

interface Opened {
  reader: Promise<RunReader>;
  fresh: number;
}

export function shareReaders(): Readers {
  const opened = new Map<string, Opened>();
  const forget = (folder: string): void => {
    const known = opened.get(folder);
    opened.delete(folder);
    known?.reader.then((reader) => reader.close()).catch(() => {});
  };
  return {
    async open(folder) {
      const known = opened.get(folder) ?? { reader: openOne(folder), fresh: Date.now() };
      opened.delete(folder);
      opened.set(folder, known);
      for (const oldest of opened.keys()) if (opened.size > MOST) forget(oldest);
      try {
        const reader = await known.reader;
        if (reader.run.state === 'running' && Date.now() - known.fresh > FRESH_MS) {
          known.fresh = Date.now();
          await reader.refresh();
        }
        return reader;
      } catch (error) {
        opened.delete(folder);
        throw error;
      }
    },
    forget,
    dispose() {
      for (const folder of [...opened.keys()]) forget(folder);
    },
  };
}

async function openOne(folder: string): Promise<RunReader> {
  const { openRun } = await import('../../store/reader.ts');
  return openRun(folder);
}
