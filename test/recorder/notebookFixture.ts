/** A notebook's file with these cells; one that is nothing but a heading is a cell of text. */
export function notebook(cells: string[], metadata: object = { kernelspec: { name: 'python3', language: 'python' } }) {
  const made = cells.map((source, index) => ({
    cell_type: /^#+ .*$/.test(source) ? 'markdown' : 'code',
    id: `cell-${index}`,
    metadata: {},
    source: source.split(/(?<=\n)/),
  }));
  return JSON.stringify({ cells: made, metadata, nbformat: 4, nbformat_minor: 5 });
}
