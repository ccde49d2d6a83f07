import * as aq from 'arquero';

const { op, desc } = aq;
const table = aq.table({ id: Array.from({ length: 300 }, (_, i) => i), group: Array.from({ length: 300 }, (_, i) => 'abc'[i % 3]), value: Array.from({ length: 300 }, (_, i) => (i * 7919) % 97) });
const show = (name, t) => console.log(name, t.columnNames().join(), t.numRows(), JSON.stringify(t.objects({ limit: 4 })));
show('filter', table.filter((d) => d.value > 50 && op.includes(['a', 'b'], d.group)));
show('derive', table.derive({ half: (d) => d.value / 2, rank: aq.rolling((d) => op.mean(d.value), [-2, 2]), text: (d) => op.upper(d.group) + d.id }));
show('rollup', table.groupby('group').rollup({ n: op.count(), mean: (d) => op.mean(d.value), q: op.quantile('value', 0.9), all: op.array_agg('id') }).orderby(desc('mean')).select(aq.not('all')));
show('pivot', table.slice(0, 30).derive({ k: (d) => d.id % 2 }).groupby('group').pivot('k', { v: (d) => op.sum(d.value) }));
const names = aq.table({ group: ['a', 'b', 'z'], label: ['A', 'B', 'Z'] });
show('join', table.join_left(names, 'group').filter((d) => d.label === null || d.label === undefined));
show('full', table.slice(0, 5).join_full(names, 'group'));
show('anti', table.antijoin(names));
show('cross', names.cross(names, [['label'], ['group']]));
show('fold', table.slice(0, 2).fold(['id', 'value'], { as: ['key', 'v'] }));
show('window', table.groupby('group').orderby('value').derive({ r: op.rank(), lag: (d) => op.lag(d.value, 1, -1), cum: (d) => op.sum(d.value) }).ungroup());
show('dedupe', table.dedupe('group'));
show('impute', aq.table({ x: [1, null, NaN, 4], g: [1, 1, 2, 2] }).impute({ x: () => op.mean('x') }));
show('unroll', aq.table({ k: [1, 2], l: [[1, 2], [3]] }).unroll('l'));
show('spread', aq.table({ s: ['a b', 'c d'] }).spread({ s: (d) => op.split(d.s, ' ') }, { as: ['x', 'y'] }));
show('csv', aq.fromCSV('a,b\n1,2020-01-01\n2,2020-02-01\n', { parse: { b: (v) => v + '!' } }));
show('json', aq.fromJSON('[{"x":1},{"x":2}]'));
console.log(table.slice(0, 3).toCSV(), table.slice(0, 2).toMarkdown(), table.slice(0, 2).toHTML().length, JSON.stringify(table.slice(0, 2).toJSON()));
table.slice(0, 4).print();
show('escape', table.slice(0, 3).derive({ e: aq.escape((d) => d.id * 10) }));
show('assign', names.assign(aq.table({ extra: [1, 2, 3] })).rename({ label: 'L' }).relocate('extra', { before: 'group' }));
show('concat', names.concat(names).intersect(names));
show('bin', table.groupby({ b: aq.bin('value', { maxbins: 5 }) }).count());
try { table.derive({ x: (d) => missing + d.id }) } catch (error) { console.log(error.message) }
try { table.select('nope') } catch (error) { console.log(error.message) }
console.log(aq.op.mean.toString(), aq.table.name, table.toString());
