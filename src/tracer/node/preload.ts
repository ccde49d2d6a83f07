/** The file that Node preloads into every traced process (README.md): the tracer itself lies beside it, and is loaded with V8's compiled code. */
import { keptCode, loadCompiled, stampOf } from './compiled.ts';
import { findCacheFolder } from './config.ts';

const bundle = __filename.replace(/register\.cjs$/, 'tracer.cjs');
// by this file's name: it is the one that Node was told of
const tracer = loadCompiled(bundle, __filename, keptCode(findCacheFolder(), 'tracer', stampOf(bundle)));
(tracer.exports as typeof import('./register.ts')).atEnd(tracer.keep);
