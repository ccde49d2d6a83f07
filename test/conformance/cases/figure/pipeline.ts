/** A chart is drawn from data and written to a file. */
import { writeFileSync } from 'node:fs';

const heights = [5, 12, 20];
const bars = heights.map((height, at) => `<rect x="${at}" y="0" width="1" height="${height}"/>`);
const picture = `<svg xmlns="http://www.w3.org/2000/svg">${bars.join('')}</svg>`;
writeFileSync('chart.svg', picture);
