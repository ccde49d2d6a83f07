/** The layout worker is ELK as its authors ship it, unmodified, in a chunk of its own: loading it is all there is to do. */
import 'elkjs/lib/elk-worker.min.js';
