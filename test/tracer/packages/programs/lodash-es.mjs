import _ from 'lodash-es';

const people = Array.from({ length: 200 }, (_x, i) => ({ id: i, name: `p${i % 37}`, age: (i * 31) % 70, tags: ['a', 'b', 'c'].slice(i % 3), address: { city: `c${i % 5}`, zip: [i, i + 1] } }));
const show = (name, value) => console.log(name, JSON.stringify(value));
show('chain', _(people).filter('age').map((p) => _.pick(p, ['id', 'address.city'])).groupBy('address.city').mapValues('length').toPairs().sortBy(0).value());
show('lazy', _(people).map('age').filter((a) => a > 30).take(5).reverse().value());
show('sort', _.orderBy(people, ['address.city', (p) => -p.age], ['desc', 'asc']).slice(0, 8).map((p) => p.id));
show('arrays', [_.chunk([1, 2, 3, 4, 5], 2), _.difference([1, 2], [2]), _.intersectionBy([2.1], [2.3], Math.floor), _.zipObjectDeep(['a.b[0]'], [1]), _.flattenDepth([1, [2, [3, [4]]]], 2), _.uniqWith([{ a: 1 }, { a: 1 }], _.isEqual), _.xor([1, 2], [2, 3]), _.pullAllBy([{ x: 1 }, { x: 2 }], [{ x: 1 }], 'x'), _.sortedIndexBy([{ x: 4 }, { x: 5 }], { x: 4 }, 'x'), _.takeRightWhile([1, 2, 3], (n) => n > 1)]);
show('collections', [_.countBy(people, 'name').p1, _.keyBy(people.slice(0, 2), 'id')[1].name, _.partition([1, 2, 3], (n) => n % 2), _.reduceRight([[0, 1], [2, 3]], (a, b) => a.concat(b), []), _.invokeMap([[3, 1], [2]], 'sort'), _.every(people, { id: 0 }), _.some(people, ['name', 'p3']), _.flatMapDeep([1, 2], (n) => [[n, n]])]);
const source = { a: [{ b: { c: 3 } }], d: new Map([[1, { e: 2 }]]), f: new Set([1]), g: /x/g, h: new Date(0), i: new Uint8Array([1, 2]), j: Symbol.for('s'), k: () => 1, l: null, m: undefined, n: NaN };
source.self = source;
const copy = _.cloneDeep(source);
console.log(copy, copy.self === copy, _.isEqual(source, copy), _.isEqual(copy.d, source.d), copy.d.get(1) === source.d.get(1));
show('objects', [_.get(source, 'a[0].b.c'), _.get(source, ['a', 0, 'z'], 'dflt'), _.set({}, 'x[0].y', 1), _.merge({ a: [1, { b: 2 }] }, { a: [, { c: 3 }] }), _.defaultsDeep({ a: { b: 1 } }, { a: { b: 2, c: 3 } }), _.omit({ a: 1, b: { c: 2 } }, 'b.c'), _.invert({ a: 1, b: 1 }), _.transform([2, 3, 4], (r, n) => { r.push((n *= n)); return n % 2 === 0 }, []), _.mapKeys({ a: 1 }, (v, k) => k + v), _.update({ a: 1 }, 'a', (n) => n + 1), _.toPairsIn(new (class { x = 1 })()), _.at({ a: [{ b: 1 }] }, ['a[0].b'])]);
show('strings', [_.camelCase('Foo Bar-baz'), _.kebabCase('fooBarÜber'), _.startCase('--foo-bar'), _.deburr('déjà vu'), _.truncate('hi-diddly-ho there', { length: 15, separator: /,? +/ }), _.template('<% _.forEach(users, (u) => { %><li><%- u %></li><% }) %>')({ users: ['a<', 'b'] }), _.words('fred, barney, & pebbles'), _.padStart('x', 5, '_-'), _.escape('<&>'), _.unescape('&lt;'), _.upperFirst('é'), _.toArray('😀é')]);
let calls = 0;
const memo = _.memoize((x) => { calls++; return x * 2 }); memo(2); memo(2);
const curried = _.curry((a, b, c) => [a, b, c]);
show('functions', [calls, curried(1)(2)(3), curried(1, _, 3)(2), _.flow([(x) => x + 1, (x) => x * 2])(3), _.partialRight((a, b) => [a, b], 'z')('y'), _.once(() => ++calls)(), _.negate((x) => x)(0), _.rearg((a, b, c) => [a, b, c], [2, 0, 1])('b', 'c', 'a'), _.over([Math.max, Math.min])(1, 2, 3), _.ary(parseInt, 1)('6', 2), _.spread((a, b) => a + b)([1, 2]), _.overEvery([Boolean, isFinite])('1'), _.conforms({ b: (n) => n > 1 })({ b: 2 })]);
await new Promise((resolve) => { let n = 0; const d = _.debounce(() => { n++; console.log('debounced', n); resolve() }, 5); d(); d(); d(); const t = _.throttle(() => console.log('throttled'), 1000, { trailing: false }); t(); t() });
show('numbers', [_.clamp(9, 1, 5), _.inRange(3, 2, 4), _.round(4.006, 2), _.sumBy(people, 'age'), _.meanBy(people, (p) => p.age), _.maxBy(people, 'age').id, _.range(0, 20, 5), _.times(3, String)]);
console.log(_.map.length, _.debounce.name, _.cloneDeep.toString(), _.VERSION, _.isArguments((function () { return arguments })()), _.isPlainObject(Object.create(null)), _.isNative(Array.prototype.push), _.isNative(_.map), _.functions(new (class { a() { } b = () => { } })()));
try { _.chunk.call(null, { get length() { throw new Error('from length') } }) } catch (error) { console.log(error.stack.split('\n').slice(0, 4).join('\n')) }
