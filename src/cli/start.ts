/** What is started as `interim`: loads as much of the command as is needed, with V8's compiled code of it kept with the user's own files. */
import module from 'node:module';
import path from 'node:path';
import { stateFolder } from '../store/runPlaces.ts';

try {
  module.enableCompileCache(path.join(stateFolder(process.env), 'interim', 'compiled'));
} catch {
  // A user without a home: it is compiled again each time.
}
const [name, ...words] = process.argv.slice(2);
// A word of the program's own that looks like ours loads more than is needed, and no harm is done.
const runsAlone = name === 'run' && !words.some((word) => /^(--report\b|--help$|-h$)/.test(word));
module.createRequire(path.join(import.meta.dirname, 'interim.cjs'))(runsAlone ? './run.cjs' : './command.cjs');
