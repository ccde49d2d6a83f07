import Papa from 'papaparse';

const text = 'id,name,value\r\n' + Array.from({ length: 300 }, (_, i) => `${i},"n ""${i}"", ${i % 3 ? 'x' : 'line\nbreak'}",${(i * 37) % 101}${i % 50 === 0 ? ',extra' : ''}`).join('\r\n');
const parsed = Papa.parse(text, { header: true, dynamicTyping: true, skipEmptyLines: 'greedy', transformHeader: (h) => h.toUpperCase(), transform: (v, f) => (f === 'NAME' ? v.trim() : v) });
console.log(parsed.data.length, parsed.data[0], parsed.data[299], parsed.errors.slice(0, 2), parsed.meta);
for (const delimiter of [',', ';', '\t', '|']) {
  const made = Papa.unparse([['a', 'b'], ['1', `x${delimiter}"y"`], [null, undefined]], { delimiter, newline: '\n' });
  const back = Papa.parse(made);
  console.log(JSON.stringify(made), back.meta.delimiter === delimiter, back.data);
}
const steps = [];
Papa.parse(text, { header: true, step: (row, parser) => { steps.push(row.data.id); if (steps.length === 70) parser.abort() }, complete: (r) => console.log('complete', r.meta.aborted, r.meta.cursor) });
console.log(steps.length, steps.at(-1));
Papa.parse(text, { chunkSize: 500, chunk: (r) => console.log('chunk', r.data.length), preview: 5, comments: '#' });
console.log(Papa.parse('# no\na;b\n1;2', { comments: '#', fastMode: false }), Papa.parse('a,"unclosed', {}).errors, Papa.parse('', {}).data, Papa.unparse({ fields: ['x'], data: [[1], ["=cmd"]] }, { escapeFormulae: true }), Papa.unparse([{ a: 1, b: new Date(0) }, { a: 'q"' }], { quotes: true, columns: ['b', 'a'] }));
await new Promise((resolve) => { const stream = Papa.parse(Papa.NODE_STREAM_INPUT, { header: true }); const seen = []; stream.on('data', (d) => seen.push(d)); stream.on('end', () => { console.log('stream', seen.length, seen[3]); resolve() }); stream.write('k,v\n1,'); stream.write('2\n3,4\n5,6\n7,8'); stream.end() });
console.log(Papa.parse.length, Papa.unparse.name, Papa.Parser.toString().length, Object.keys(Papa).sort().join());
