/** A pipeline in two modules. */
import { load, select } from './stages.ts';

const rows = load();
const chosen = select(rows);
console.log(chosen);
