/** Signals while a program runs: they are the program's, and Interim ends as it ended. */
import { closeSync, openSync } from 'node:fs';
import { constants } from 'node:os';
import type { RunExit } from '../protocol/runLog.ts';
import type { RecordedRun } from '../recorder/launch.ts';

/** A terminal sends these to the whole foreground group, so the program has them already. */
const FROM_TERMINAL: NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];
const SENT_TO_US: NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGUSR2'];

export interface PassedSignals {
  passTo(run: RecordedRun): void;
  restore(): void;
}

/** Interim survives every signal from now on; without a terminal it hands on what it alone was sent. */
export function passSignals(): PassedSignals {
  if (process.platform === 'win32') return { passTo: ignoreInterrupt, restore() {} };
  const inTerminal = hasTerminal();
  let run: RecordedRun | undefined;
  let early: NodeJS.Signals | undefined;
  const receive = (signal: NodeJS.Signals): void => {
    if (!run) {
      early = signal;
      return;
    }
    run.markStopped();
    if (!(inTerminal && FROM_TERMINAL.includes(signal))) run.child.kill(signal);
  };
  const all = [...FROM_TERMINAL, ...SENT_TO_US];
  for (const signal of all) process.on(signal, receive);
  return {
    passTo(started) {
      run = started;
      if (early) {
        run.markStopped();
        run.child.kill(early);
      }
    },
    restore() {
      for (const signal of all) process.off(signal, receive);
    },
  };
}

function ignoreInterrupt(run: RecordedRun): void {
  process.on('SIGINT', () => run.markStopped());
}

function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}

/** The program's exit code; a death by signal is died again, so that the shell sees the same. */
export function dieLike(exit: RunExit, restore: () => void): number {
  restore();
  if (exit.signal === null) return exit.exitCode ?? 1;
  const signal = exit.signal as NodeJS.Signals;
  const number = constants.signals[signal] ?? 1;
  // A core file of Interim would only mislead.
  if (!['SIGABRT', 'SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGTRAP', 'SIGSYS', 'SIGQUIT'].includes(signal))
    process.kill(process.pid, signal);
  return 128 + number;
}
