/** A file is written. */
import { writeFileSync } from 'node:fs';

const names = ['ada', 'grace'];
const text = names.join(',');
writeFileSync('names.txt', text);
