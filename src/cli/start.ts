/** What is started as `interim`: loads the command with V8's compiled code of it kept with the user's own files. */
import module from 'node:module';
import path from 'node:path';
import { stateFolder } from '../store/runPlaces.ts';

try {
  module.enableCompileCache(path.join(stateFolder(process.env), 'interim', 'compiled'));
} catch {
  // A user without a home: it is compiled again each time.
}
module.createRequire(path.join(import.meta.dirname, 'interim.cjs'))('./command.cjs');
