/** Graphs of tiny programs, as text: what is drawn where, labelled how, and fed from what. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildGraph, defaultCut } from '../../src/core/graph.ts';
import type { Cut } from '../../src/protocol/graph.ts';
import { runText } from './tinyProgram.ts';
import { viewText } from './viewText.ts';

/** The graph of a program; lines of the expected text are compared without their common indent. */
function drawn(name: string, program: string, expected: string, cut: Partial<Cut> = {}): void {
  test(name, () => {
    const view = buildGraph(runText(program), { ...defaultCut(), ...cut });
    assert.equal(viewText(view), expected.replace(/^\n|\n\s*$/g, ''));
  });
}

const TRAIN = `
raw = read_csv("customers.csv")  # table 24310x14 age:float/114 plan:str
plans = read_parquet("plans.parquet")  # table 41x6
def clean_customers(raw):
  return (
    raw.drop_duplicates()  # table 24102x14 age:float/114 plan:str
    .dropna(subset=["age"])  # table 23988x14 age:float plan:str
    .assign(tenure_y=1, fee_per_month_of_tenure=2, another=3)  # table 23988x17 age:float plan:str x:int y:int z:int
  )
customers = clean_customers(raw)
joined = customers.merge(plans, on="plan")  # table 61744x22
if raw:  # no
  joined = joined.sample()  # table 10x22
model = Model()  # model Pipeline
model.fit(joined)  # in-place model Pipeline fitted
accuracy = accuracy_score(model, joined)  # 0.981
dump(model, "model.pkl")  # wrote model.pkl
`;

drawn(
  'a statement a node, links of a written-out chain, a function as an open group, the caller’s name at its end',
  TRAIN,
  `
raw [24,310 × 14] \`read_csv("customers.csv")\`
plans [41 × 6] \`read_parquet("plans.parquet")\`
▾ clean_customers(raw)
  …drop_duplicates() [24,102 × 14] \`\` {−208 rows} <- raw
  …dropna(subset=["age"]) [23,988 × 14] \`\` {−114 rows}{age: no more nulls} <- …drop_duplicates()
  customers [23,988 × 17] \`.assign(tenure_y=1, …)\` {+3 columns} <- …dropna(subset=["age"])
joined [61,744 × 22] \`customers.merge(plans, on="plan")\` {+37,756 rows (×2.57)}{+5 columns} <- customers, plans
model [Pipeline] \`Model()\`
model [Pipeline] \`model.fit(joined)\` <- model, joined
accuracy [0.981] \`accuracy_score(model, joined)\` <- joined, model
model.pkl [2.1 kB] \`dump(model, "model.pkl")\` <- model
absent if raw: … \`not executed\`
`,
);

drawn(
  'functions shut: one node that shows what the function gave, against what went in',
  TRAIN,
  `
raw [24,310 × 14] \`read_csv("customers.csv")\`
plans [41 × 6] \`read_parquet("plans.parquet")\`
▸3 clean_customers(raw) [23,988 × 17] \`def clean_customers(raw): …\` {−322 rows}{+3 columns}{age: no more nulls} <- raw
joined [61,744 × 22] \`customers.merge(plans, on="plan")\` {+37,756 rows (×2.57)}{+5 columns} <- clean_customers(raw), plans
model [Pipeline] \`Model()\`
model [Pipeline] \`model.fit(joined)\` <- model, joined
accuracy [0.981] \`accuracy_score(model, joined)\` <- joined, model
model.pkl [2.1 kB] \`dump(model, "model.pkl")\` <- model
absent if raw: … \`not executed\`
`,
  { level: 'function' },
);

drawn(
  'what the chips leave out is drawn through; what was written stays',
  TRAIN,
  `
accuracy [0.981] \`accuracy_score(model, joined)\`
model.pkl [2.1 kB] \`dump(model, "model.pkl")\`
absent if raw: … \`not executed\`
`,
  { kinds: ['metrics'] },
);

drawn(
  'files that were read are nodes when asked for',
  `
raw = read_csv("customers.csv")  # table 10x2
small = raw.head()  # table 5x2
`,
  `
file customers.csv [2.1 kB] \`customers.csv\`
raw [10 × 2] \`read_csv("customers.csv")\` <- customers.csv
small [5 × 2] \`raw.head()\` {−5 rows} <- raw
`,
  { kinds: ['tables', 'files'] },
);

drawn(
  'changes in place are a chain of versions under one name',
  `
df = read()  # table 10x2 a:int b:int
df["c"] = df["a"]  # series 10 ; table 10x3 a:int b:int c:int
df["b"] = df["c"]  # series 10 ; table 10x3 a:int b:float c:int
`,
  `
df [10 × 2] \`read()\`
df [10 × 3] \`df["c"] = df["a"]\` {+1 column} <- df
df [10 × 3] \`df["b"] = df["c"]\` {b: int → float} <- df
`,
);

drawn(
  'aliases and calls that only pass something on are no nodes',
  `
a = read()  # table 3x3
def same(x):
  return x
b = same(a)
c = b.identity()  # same
d = c.tail()  # table 2x3
`,
  `
a [3 × 3] \`read()\`
d [2 × 3] \`c.tail()\` {−1 row} <- a
`,
);

drawn(
  'an exception: the raising place is drawn, and the edge into it is marked',
  `
raw = read()  # table 3x3
def check(t):
  return t.validate()  # raises ValueError
ok = check(raw)
`,
  `
raw [3 × 3] \`read()\`
▾ check(t)
  check() \`t.validate()\` !ValueError <- raw
`,
);

drawn(
  'loops hold what they did, their items at the head',
  `
parts = split()  # collection 3
for part in parts:  # 3 table 5x2
  big = part.explode()  # table 9x2 ; table 8x2 ; table 7x2
`,
  `
▾ for part
  part [5 × 2] \`for part in parts: …\`
  big [9 × 2] \`part.explode()\` {+4 rows (×1.8)} <- part
`,
);

const DRIVEN = `
def clean(t):
  return t.dropna()  # table 2x3
def main():
  raw = read()  # table 3x3
  done = clean(raw)
  top = done.head()  # table 1x3
`;

drawn(
  'the function that all else is called from has no box',
  `${DRIVEN}main()\n`,
  `
raw [3 × 3] \`read()\`
▾ clean(t)
  done [2 × 3] \`t.dropna()\` {−1 row} <- raw
top [1 × 3] \`done.head()\` {−1 row} <- done
`,
);

drawn(
  'one function among others that a module calls has its box',
  `${DRIVEN}first = read()  # table 5x3
second = clean(first)
main()
`,
  `
first [5 × 3] \`read()\`
▾ clean(t)
  second, done [2 × 3] \`t.dropna()\` {−1 row} <- first, raw
▾ main()
  raw [3 × 3] \`read()\`
  top [1 × 3] \`done.head()\` {−1 row} <- second, done
`,
);

test('the failed edge is told', () => {
  const view = buildGraph(runText('raw = read()  # table 3x3\nbad = raw.boom()  # raises KeyError\n'));
  assert.deepEqual(
    view.edges.map((edge) => [edge.source, edge.target, edge.failed]),
    [['train.py>raw', 'train.py>bad', true]],
  );
});

test('other modules’ functions are groups; module level draws a node a module', () => {
  const run = runText(
    ['train.py', 'raw = read()  # table 9x3\nout = clean(raw)\nlast = out.tail()  # table 1x3\n'],
    ['features.py', 'def clean(t):\n  return t.dropna()  # table 8x3\n'],
  );
  assert.equal(
    viewText(buildGraph(run, { ...defaultCut(), level: 'module' })),
    '▸2 train.py [1 × 3] `train.py` {−7 rows} <- features.py\n▸1 features.py [8 × 3] `features.py` {−1 row} <- train.py',
  );
});

test('a graph over the limit shuts its largest groups and says so', () => {
  const body = Array.from({ length: 1200 }, (_, n) => `  v${n} = t.f${n}()  # table ${n + 1}x2`).join('\n');
  const view = buildGraph(runText(`raw = read()  # table 9x3\ndef big(t):\n${body}\nout = big(raw)\n`));
  assert.ok(view.nodes.length <= 1000);
  assert.match(view.notes[0] ?? '', /1 group was shut/);
});

test('collections are on where there is little else', () => {
  assert.ok(defaultCut(runText('a = read()  # collection 5\n')).kinds.includes('collections'));
  const tables = Array.from({ length: 4 }, (_, n) => `t${n} = read()  # table 2x2`).join('\n');
  assert.ok(!defaultCut(runText(`${tables}\na = read()  # collection 5\n`)).kinds.includes('collections'));
});
