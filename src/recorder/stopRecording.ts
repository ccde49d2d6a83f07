/** Ends a program that another process is recording, found by its run folder. */
import { markToStop, recordedProcesses } from '../store/openMarks.ts';
import { endTree } from './processTree.ts';

export async function stopRecording(folder: string, gone: Promise<unknown>, graceMs = 2000): Promise<void> {
  const [, program] = recordedProcesses(folder);
  if (program === undefined) return;
  markToStop(folder);
  await endTree(program, gone, graceMs);
}
