import * as d3 from 'd3-array';

const rows = Array.from({ length: 400 }, (_, i) => ({ id: i, group: 'abcde'[(i * 7) % 5], value: ((i * 7919) % 1000) / 10, day: new Date(2024, 0, 1 + (i % 28)) }));
rows[13].value = NaN;
rows[14].value = null;
const value = (d) => d.value;
const show = (name, result) => console.log(name, JSON.stringify(result, (_, v) => (v instanceof Map ? [...v] : typeof v === 'number' && !Number.isFinite(v) ? String(v) : v)));

show('summary', [d3.min(rows, value), d3.max(rows, value), d3.extent(rows, value), d3.sum(rows, value), d3.mean(rows, value), d3.median(rows, value), d3.variance(rows, value), d3.deviation(rows, value)]);
show('quantiles', [0, 0.1, 0.5, 0.9, 1].map((p) => d3.quantile(rows, p, value)));
show('mode', [d3.mode(rows, (d) => d.group), d3.minIndex(rows, value), d3.maxIndex(rows, value), d3.least(rows, value).id, d3.greatest(rows, (a, b) => a.value - b.value)?.id]);
show('group', [...d3.group(rows, (d) => d.group)].map(([k, v]) => [k, v.length]));
show('rollup', d3.rollup(rows, (v) => d3.mean(v, value), (d) => d.group, (d) => d.day.getDate() % 3));
show('flat', d3.flatRollup(rows, (v) => v.length, (d) => d.group, (d) => d.id % 2).slice(0, 6));
show('index', d3.index(rows.slice(0, 3), (d) => d.id).get(1).group);
try { d3.index(rows, (d) => d.group) } catch (error) { show('duplicate', error.message) }
show('groupSort', d3.groupSort(rows, (v) => -d3.median(v, value), (d) => d.group));
show('bin', d3.bin().value(value).domain([0, 100]).thresholds(8)(rows).map((b) => [b.x0, b.x1, b.length]));
show('thresholds', [d3.thresholdSturges, d3.thresholdFreedmanDiaconis, d3.thresholdScott].map((f) => f([1, 2, 2, 3, 9], 1, 9)));
show('ticks', [d3.ticks(0, 1, 7), d3.tickStep(0, 100, 9), d3.tickIncrement(0, 0.5, 4), d3.nice(0.13, 9.7, 5), d3.range(0, 2, 0.3)]);
show('sets', [[...d3.union([1, 2], [2, 3])], [...d3.intersection([1, 2], [2, 3])], [...d3.difference([1, 2], [2])], d3.superset([1, 2], [1]), d3.disjoint([1], [2])]);
show('bisect', [d3.bisectLeft([1, 2, 2, 3], 2), d3.bisectRight([1, 2, 2, 3], 2), d3.bisector(value).center(rows.slice(20, 30).sort((a, b) => a.value - b.value), 50)]);
show('sorted', d3.sort(rows.slice(0, 30), (d) => d.group, (d) => -d.value).map((d) => d.id));
show('rank', d3.rank([3, 1, 3, NaN, 2]));
show('others', [d3.cross([1, 2], ['a', 'b']), d3.zip([1, 2], [3, 4]), d3.transpose([[1, 2], [3, 4]]), d3.pairs([1, 2, 3]), d3.merge([[1], [2, 3]]), d3.permute({ a: 1, b: 2 }, ['b', 'a']), d3.cumsum([1, 2, 3]), d3.fsum([0.1, 0.2, 0.3]), d3.fcumsum([0.1, 0.2])]);
show('iterables', [d3.every(new Set([1, 2]), (x) => x), d3.some([0, 1], (x) => x), d3.filter(new Set([1, 2, 3]), (x) => x > 1), d3.map(new Set([1]), (x) => x * 2), d3.reduce([1, 2], (a, b) => a + b), d3.reverse([1, 2])]);
const blurred = d3.blur(Array.from({ length: 20 }, (_, i) => i % 5), 2);
show('blur', blurred.map((x) => x.toFixed(6)));
show('quickselect', d3.quickselect([5, 3, 9, 1, 7], 2)[2]);
show('shuffler', d3.shuffler(() => 0.4)([1, 2, 3, 4, 5]));
show('intern', [new d3.InternMap([[new Date(0), 1]]).get(new Date(0)), new d3.InternSet([new Date(0)]).has(new Date(0)), new d3.Adder().add(0.1).add(0.2).valueOf()]);
console.log(d3.bin.toString(), d3.mean.name, d3.quantile.length, String(d3.Adder));
try { d3.group(5, (d) => d) } catch (error) { console.log(error.stack.split('\n').slice(0, 3).join('\n')) }
