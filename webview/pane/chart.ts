/** The small charts of columns, as SVG with a sentence for those who do not see them. */
import type { Cell, ColumnSummary } from '../../src/protocol/artifact.ts';
import { svg } from '../dom.ts';
import { grouped } from '../text.ts';
import { shortCell } from './cell.ts';

const WIDTH = 70;
const HEIGHT = 20;

export function columnChart(column: ColumnSummary, width = WIDTH, height = HEIGHT): SVGElement | undefined {
  if (column.bins && column.bins.length > 0 && column.bins.some((count) => count > 0))
    return histogram(column, column.bins, width, height);
  if (column.top && column.top.length > 0) return topValues(column, column.top, width, height);
  return undefined;
}

const frame = (label: string, width: number, height: number, bars: SVGElement[]) =>
  svg(
    'svg',
    { class: 'chart', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label },
    ...bars,
  );

function histogram(column: ColumnSummary, bins: number[], width: number, height: number): SVGElement {
  const most = Math.max(...bins);
  const step = width / bins.length;
  const bars = bins.map((count, index) => {
    const tall = count === 0 ? 0 : Math.max(1.5, (count / most) * (height - 1));
    return svg('rect', {
      x: (index * step).toFixed(2),
      y: (height - tall).toFixed(2),
      width: Math.max(1, step - 1.5).toFixed(2),
      height: tall.toFixed(2),
    });
  });
  return frame(
    `Distribution from ${shortCell(column.min)} to ${shortCell(column.max)}, fullest bin ${grouped(most)}${sampleText(column)}`,
    width,
    height,
    bars,
  );
}

const sampleText = ({ sampled }: ColumnSummary) =>
  sampled === undefined ? '' : `, counted on ${grouped(sampled)} of the values`;

function topValues(column: ColumnSummary, top: [Cell, number][], width: number, height: number): SVGElement {
  const shown = top.slice(0, Math.max(2, Math.floor(height / 7)));
  const most = Math.max(...shown.map(([, count]) => count), 1);
  const step = height / shown.length;
  const bars = shown.map(([, count], index) =>
    svg('rect', {
      x: 0,
      y: (index * step + 1).toFixed(2),
      width: Math.max(1.5, (count / most) * width).toFixed(2),
      height: Math.max(2, step - 2.5).toFixed(2),
    }),
  );
  return frame(
    `Most frequent: ${shown.map(([value, count]) => `${shortCell(value)} ${grouped(count)}`).join(', ')}${sampleText(column)}`,
    width,
    height,
    bars,
  );
}
