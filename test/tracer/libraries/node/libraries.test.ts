/** JavaScript libraries' own values: what is told of them, and that nothing of theirs was read, called or consumed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Description } from '../../../../src/tracer/node/describe/description.ts';
import { describe } from '../../../../src/tracer/node/describe/index.ts';
import { LIMITS } from '../../node-describe/limits.ts';
import { heldBy, load } from './load.ts';

/** Describes, and demands that the value holds what it held. */
function look(value: object): Description {
  const before = heldBy(value);
  const made = describe(value, LIMITS);
  assert.deepEqual([...heldBy(value)], [...before]);
  JSON.stringify([made.summary, made.preview ?? null]);
  assert.ok(made.why === undefined || !made.why.startsWith('failed'), made.why);
  return made;
}

interface Tensor {
  dispose(): void;
}
interface Layers {
  sequential(): { add(layer: object): void; layers: object[] };
  layers: { dense(settings: object): object };
  tensor2d(rows: number[][]): Tensor & object;
  variable(value: object, trainable?: boolean, name?: string): object;
}
interface Danfo {
  DataFrame: new (data: object) => { groupby(keys: string[]): object; a: object; getColumnData: unknown };
  tensorflow: Layers;
}

test('Danfo.js: frames and series by their own data, groups by their keys', async () => {
  const { DataFrame } = await load<Danfo>('danfojs');
  const frame = new DataFrame({ a: [1, 2, null], b: ['x', 'y', 'x'] });
  const made = look(frame);
  assert.deepEqual([made.kind, made.lib, made.summary.shape], ['table', 'danfojs', [3, 2]]);
  assert.deepEqual(made.summary.columns?.[0], { ...made.summary.columns?.[0], name: 'a', nulls: 1, min: 1, max: 2 });
  assert.deepEqual(made.preview?.form === 'table' && made.preview.rows[1], [2, 'y']);
  assert.equal(look(frame.a).kind, 'series');
  const grouped = look(frame.groupby(['b']));
  assert.deepEqual([grouped.kind, grouped.summary.progress], ['lazy', 'pending']);
});

test('TensorFlow.js: tensors by their header, models by their parts; the backend is not asked', async () => {
  const { tensorflow: tf } = await load<Danfo>('danfojs');
  const tensor = tf.tensor2d([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  for (const name of ['dataSync', 'data', 'arraySync', 'array', 'print', 'toString']) {
    Object.defineProperty(tensor, name, { configurable: true, value: () => assert.fail(name) });
  }
  const made = look(tensor);
  assert.deepEqual([made.kind, made.summary.shape, made.summary.dtype], ['array', [2, 3], 'float32']);
  assert.deepEqual([made.summary.bytes, made.detail], [24, 'summary']);
  tensor.dispose();
  assert.deepEqual(look(tensor).summary.fields?.disposed, ['boolean', 'true']);
  const named = look(tf.variable(tf.tensor2d([[1]]), true, 'weights'));
  assert.deepEqual(named.summary.fields?.name, ['string', 'weights']);
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 4, inputShape: [3], name: 'first' }));
  model.add(tf.layers.dense({ units: 1, name: 'last' }));
  const told = look(model);
  assert.equal(told.kind, 'model');
  assert.deepEqual(told.summary.parts, [
    ['first', 'Dense'],
    ['last', 'Dense'],
  ]);
  assert.equal(told.summary.state?.parameters, '21');
  assert.equal(look(model.layers[0] ?? {}).summary.parameters?.units, '4');
});

interface Result {
  getRowObjects(): Promise<object[]>;
}
interface Duck {
  DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection> }> };
}
interface Connection {
  stream(sql: string): Promise<Result & { fetchChunk(): Promise<{ rowCount: number } | null> }>;
  runAndReadUntil(sql: string, rows: number): Promise<{ readAll(): Promise<void>; getRowObjects(): object[] }>;
  closeSync(): void;
}

test('DuckDB: a result is pending, and is not read', async () => {
  const { DuckDBInstance } = await load<Duck>('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  assert.equal(look(connection).kind, 'connection');
  const result = await connection.stream('select range as a from range(5000)');
  const made = look(result);
  assert.deepEqual([made.kind, made.lib, made.summary.progress], ['lazy', '@duckdb/node-api', 'pending']);
  let rows = 0;
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    rows += chunk.rowCount;
    look(result);
  }
  assert.equal(rows, 5000);
  const reader = await connection.runAndReadUntil("select range as a, 'x' as b from range(5000)", 10);
  const part = look(reader);
  assert.deepEqual([part.kind, part.summary.progress], ['lazy', 'suspended']);
  await reader.readAll();
  assert.equal(look(reader).summary.progress, 'closed');
  const table = describe(reader.getRowObjects(), LIMITS);
  assert.deepEqual([table.kind, table.summary.shape], ['table', [5000, 2]]);
  connection.closeSync();
});

interface Polars {
  DataFrame(data: object): { lazy(): object };
}

test('nodejs-polars: frames are Proxies and stay closed; lazy frames are pending', async () => {
  const { DataFrame } = await load<Polars>('nodejs-polars');
  const frame = DataFrame({ a: [1, 2] });
  const made = describe(frame, LIMITS);
  assert.deepEqual([made.type, made.why], ['Proxy', 'proxy']);
  const lazy = look(frame.lazy());
  assert.deepEqual([lazy.kind, lazy.type, lazy.lib], ['lazy', 'LazyDataFrame', 'nodejs-polars']);
});

interface Bins {
  bin(): { (values: number[]): object[]; thresholds(count: number): (values: number[]) => object[] };
  group(values: object[], key: (value: { city: string }) => string): object;
  InternMap: new (entries: [unknown, unknown][], key: (value: Date) => number) => object;
  InternSet: new (values: unknown[]) => object;
}

test('D3: bins are a histogram, InternMaps are maps whose key function is not called', async () => {
  const d3 = (await import('d3-array' as string)) as Bins;
  const bins = d3.bin()([1, 1, 2, 5, 9]);
  const made = look(bins);
  assert.deepEqual([made.kind, made.lib], ['table', 'd3-array']);
  assert.deepEqual(made.preview?.form === 'table' && made.preview.columns, ['x0', 'x1', 'count']);
  const counts = made.preview?.form === 'table' ? made.preview.rows.map((row) => row[2]) : [];
  assert.deepEqual(
    counts,
    bins.slice(0, counts.length).map((each) => (each as unknown[]).length),
  );
  let called = 0;
  const key = (date: Date): number => {
    called += 1;
    return date.getTime();
  };
  const map = new d3.InternMap([[new Date(0), 1]], key);
  called = 0;
  assert.deepEqual([look(map).kind, look(map).type, look(map).summary.shape, called], ['record', 'InternMap', [1], 0]);
  assert.deepEqual(look(new d3.InternSet([1, 2])).summary.shape, [2]);
  assert.equal(look(d3.group([{ city: 'Oslo' }], (row) => row.city)).summary.fields?.Oslo?.[0], 'Array(1)');
});

interface Messages {
  AIMessage: new (fields: object) => object;
  HumanMessage: new (text: string) => object;
  SystemMessage: new (text: string) => object;
}
interface Runnable {
  pipe(next: object): Runnable;
  invoke(given: object): Promise<object>;
}
interface Prompts {
  ChatPromptTemplate: { fromMessages(parts: [string, string][]): Runnable };
}
interface Chains {
  RunnableLambda: new (fields: { func: (value: unknown) => unknown }) => object;
}
interface Testing {
  FakeListChatModel: new (fields: object) => object & { i: number };
}
interface Documents {
  Document: new (fields: object) => object;
}

test('LangChain.js: messages, prompts, chains and documents; nothing is invoked', async () => {
  const { AIMessage, HumanMessage, SystemMessage } = await load<Messages>('@langchain/core/messages');
  const { ChatPromptTemplate } = await load<Prompts>('@langchain/core/prompts');
  const { RunnableLambda } = await load<Chains>('@langchain/core/runnables');
  const { FakeListChatModel } = await load<Testing>('@langchain/core/utils/testing');
  const { Document } = await load<Documents>('@langchain/core/documents');
  const answer = new AIMessage({
    content: 'hello',
    usage_metadata: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
    response_metadata: { model_name: 'm-1', finish_reason: 'stop' },
  });
  const made = look(answer);
  assert.deepEqual([made.kind, made.summary.model, made.summary.finish], ['response', 'm-1', 'stop']);
  assert.deepEqual(made.summary.tokens, { input: 1, output: 2, total: 3 });
  const talk = describe([new SystemMessage('s'), new HumanMessage('q'), answer], LIMITS);
  assert.equal(talk.kind, 'message');
  assert.deepEqual(talk.preview?.form === 'messages' && talk.preview.messages.map(({ role }) => role), [
    'system',
    'user',
    'assistant',
  ]);
  const prompt = ChatPromptTemplate.fromMessages([
    ['system', 'be {mood}'],
    ['human', '{question}'],
  ]);
  const template = look(prompt);
  assert.equal(template.preview?.form === 'text' && template.preview.text, 'system: be {mood}\nhuman: {question}');
  const filled = look(await prompt.invoke({ mood: 'kind', question: 'why' }));
  assert.equal(filled.preview?.form === 'messages' && filled.preview.messages[0]?.text, 'be kind');
  const model = new FakeListChatModel({ responses: ['hello'], apiKey: 'open-sesame' });
  Object.defineProperty(model, 'apiKey', { enumerable: true, configurable: true, value: 'open-sesame' });
  const chain = look(prompt.pipe(model).pipe(new RunnableLambda({ func: () => assert.fail('invoked') })));
  assert.deepEqual(
    chain.summary.parts?.map(([, type]) => type),
    ['ChatPromptTemplate', 'FakeListChatModel', 'RunnableLambda'],
  );
  const settings = look(model);
  assert.deepEqual([settings.kind, settings.summary.parameters?.apiKey, model.i], ['model', '•••', 0]);
  const page = look(new Document({ pageContent: 'abc', metadata: { page: 1 } }));
  assert.deepEqual([page.kind, page.summary.fields?.metadata?.[0]], ['text', 'Object']);
});
