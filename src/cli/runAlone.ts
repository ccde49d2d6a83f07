/** `interim run` without a report: a bundle of its own, a third of the whole command's, since the program waits for it to load. */
import { endWith } from './ending.ts';
import { runCommand } from './run.ts';

endWith(runCommand(process.argv.slice(3)));
