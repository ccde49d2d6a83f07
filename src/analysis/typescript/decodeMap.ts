/** A source map's mappings as flat triples (line, column, source offset), sorted, so that the tracer needs no map reader. */

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function decodeMap(json: string, source: string): number[] {
  const { mappings } = JSON.parse(json) as { mappings: string };
  const starts = lineStarts(source);
  const out: number[] = [];
  let sourceLine = 0;
  let sourceColumn = 0;
  mappings.split(';').forEach((line, row) => {
    let column = 0;
    for (const segment of line.split(',')) {
      const [shift = 0, , lineShift, columnShift] = decodeNumbers(segment);
      column += shift;
      if (lineShift === undefined || columnShift === undefined) continue;
      sourceLine += lineShift;
      sourceColumn += columnShift;
      out.push(row, column, (starts[sourceLine] ?? 0) + sourceColumn);
    }
  });
  return out;
}

function decodeNumbers(text: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const char of text) {
    const digit = digits.indexOf(char);
    value |= (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    value = 0;
    shift = 0;
  }
  return numbers;
}

export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
