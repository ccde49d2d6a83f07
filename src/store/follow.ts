/**
 * Says when a growing run folder may have changed. File events come at once where the file system tells them; a slow
 * look besides covers those that do not (network drives) and notices a process that died without a word.
 */
import { type FSWatcher, watch } from 'node:fs';

export interface Disposable {
  dispose(): void;
}

const DEBOUNCE_MS = 30;
const LOOK_MS = 700;

export function followFolder(
  folder: string,
  isRunning: () => boolean,
  refresh: () => Promise<boolean>,
  onChange: () => void,
): Disposable {
  let watcher: FSWatcher | undefined;
  let soon: NodeJS.Timeout | undefined;
  let disposed = false;

  const look = async (): Promise<void> => {
    soon = undefined;
    const changed = await refresh().catch(() => false);
    if (disposed) return;
    if (changed) onChange();
    if (!isRunning()) stop();
  };
  const lookSoon = (): void => {
    if (!disposed) soon ??= setTimeout(look, DEBOUNCE_MS);
  };
  const stop = (): void => {
    watcher?.close();
    watcher = undefined;
    clearInterval(slow);
  };

  const slow = setInterval(lookSoon, LOOK_MS);
  try {
    watcher = watch(folder, lookSoon);
    watcher.on('error', () => watcher?.close());
  } catch {
    // The slow look is enough.
  }
  lookSoon();
  return {
    dispose() {
      disposed = true;
      clearTimeout(soon);
      stop();
    },
  };
}
