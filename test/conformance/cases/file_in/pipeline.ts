/** A file is read and parsed. */
import { readFileSync } from 'node:fs';

const text = readFileSync('data.csv', 'utf8');
const lines = text.trim().split('\n');
const names = lines.map((line) => line.split(',')[0]);
console.log(names);
