/**
 * Progress of a running program in the terminal's title. The program writes to this same terminal without passing by us, so a
 * line of ours would land in the middle of its output; the title disturbs nothing.
 */
import { type Progress, sayProgress } from '../recorder/progress.ts';
import { openOutput } from './output.ts';

let shown = false;

export function showTitle(): (progress: Progress) => void {
  if (!openOutput('stderr').isTTY || process.env.TERM === 'dumb') return () => {};
  return (progress) => {
    // Save the title that was there, once.
    if (!shown) openOutput('stderr').write('\x1b[22;0t');
    shown = true;
    openOutput('stderr').write(
      `\x1b]0;interim: ${sayProgress(progress)} · ${Math.round(progress.elapsedMs / 1000)} s\x07`,
    );
  };
}

showTitle.end = (): void => {
  if (shown) openOutput('stderr').write('\x1b]0;\x07\x1b[23;0t');
  shown = false;
};
