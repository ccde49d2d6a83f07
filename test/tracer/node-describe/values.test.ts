/** All other families of values, messages and completions included. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateText } from 'ai';
import { MockLanguageModelV4 } from 'ai/test';
import {
  describe,
  fingerprint,
  isData,
  isPrimitive,
  isSecretName,
  maskText,
} from '../../../src/tracer/node/describe/index.ts';
import { LIMITS } from './limits.ts';

class Account {
  owner = 'Ada';
  apiKey = 'abcdef';
  _cache = 1;
  #hidden = 2;
  get total(): number {
    return this.#hidden;
  }
}

const KINDS: [value: unknown, kind: string, type: string, shape?: number[]][] = [
  [1, 'scalar', 'number'],
  [null, 'scalar', 'null'],
  ['short', 'scalar', 'string', [5]],
  ['two\nlines', 'text', 'string', [9]],
  ['x'.repeat(201), 'text', 'string', [201]],
  [[1, 'a', null], 'collection', 'Array', [3]],
  [new Set([1, 2]), 'collection', 'Set', [2]],
  [new Map([['a', 1]]), 'record', 'Map', [1]],
  [{ a: 1, b: 2 }, 'record', 'Object', [2]],
  [Object.create(null), 'record', 'Object', [0]],
  [new Account(), 'record', 'Account', [2]],
  [Float32Array.of(1, 2), 'array', 'Float32Array', [2]],
  [BigInt64Array.of(1n), 'array', 'BigInt64Array', [1]],
  [Buffer.from('abc'), 'bytes', 'Buffer', [3]],
  [new Uint8Array(4), 'bytes', 'Uint8Array', [4]],
  [new ArrayBuffer(8), 'bytes', 'ArrayBuffer', [8]],
  [new Date(0), 'date', 'Date'],
  [/a/g, 'other', 'RegExp'],
  [new URL('https://example.org/'), 'other', 'URL'],
  [new RangeError('far'), 'other', 'RangeError'],
  [Promise.resolve(1), 'lazy', 'Promise'],
  [(function* () {})(), 'lazy', 'Generator'],
  [(async function* () {})(), 'lazy', 'AsyncGenerator'],
  [new Map().values(), 'lazy', 'Iterator'],
  [new ReadableStream(), 'lazy', 'ReadableStream'],
  [() => 1, 'function', 'Function'],
  [new Proxy({}, {}), 'other', 'Proxy'],
];

test('each family has its kind, type and shape', () => {
  for (const [value, kind, type, shape] of KINDS) {
    const description = describe(value, LIMITS);
    assert.deepEqual([description.kind, description.type, description.summary.shape], [kind, type, shape], `${type}`);
  }
});

test('numbers that JSON cannot say are tagged', () => {
  const odd = [
    Number.NaN,
    -0,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    5n,
    undefined,
    null,
    new Date(Number.NaN),
    '\ud800x',
  ];
  const description = describe(odd, LIMITS);
  assert.equal(description.preview?.form, 'items');
  const items = description.preview?.form === 'items' ? description.preview.items : [];
  assert.deepEqual(items, [['nan'], ['-0'], ['inf'], ['-inf'], ['int', '5'], ['undefined'], null, ['nat'], '\ufffdx']);
  assert.deepEqual(describe([1, 2, 6], LIMITS).summary, {
    shape: [3],
    itemType: 'number',
    nulls: 0,
    min: 1,
    max: 6,
    mean: 3,
  });
});

test('public own fields are shown, secrets are not', () => {
  const { summary, preview } = describe(new Account(), LIMITS);
  assert.deepEqual({ ...summary.fields }, { owner: ['string', 'Ada'], apiKey: ['string', '•••'] });
  assert.ok(!JSON.stringify(preview).includes('abcdef'));
  const nested = describe({ list: [{ password: 'hunter22' }], rows: 1 }, LIMITS);
  assert.ok(!JSON.stringify(nested).includes('hunter22'));
  const table = describe(
    [
      { id: 1, token: 'tttttt' },
      { id: 2, token: 'uuuuuu' },
    ],
    LIMITS,
  );
  assert.ok(!/tttttt|uuuuuu/.test(JSON.stringify(table)));
});

test('secrets are known by name and by shape', () => {
  for (const name of ['password', 'apiKey', 'API_KEY', 'auth-token', 'client_secret', 'DB_PASSWORD', 'Authorization']) {
    assert.ok(isSecretName(name), name);
  }
  for (const name of [
    'tokens',
    'maxTokens',
    'total_tokens',
    'tokenizer',
    'keyboard',
    'monkey',
    'passenger',
    'secretary',
  ]) {
    assert.ok(!isSecretName(name), name);
  }
  const masked: [string, string][] = [
    ['key sk-abcdefghijklmnopqrstuvwx end', 'key sk-••• end'],
    ['ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'ghp_•••'],
    ['AKIAIOSFODNN7EXAMPLE', 'AKIA•••'],
    ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer •••'],
    ['postgres://ada:s3cret@db/flights', 'postgres://ada:•••@db/flights'],
    ['a task-force risk-assessment', 'a task-force risk-assessment'],
  ];
  for (const [text, expected] of masked) assert.equal(maskText(text), expected);
});

test('messages are told with their roles', () => {
  const messages = [
    { role: 'system', content: 'Be brief.' },
    {
      role: 'user',
      content: [
        { type: 'text', text: 'Hello' },
        { type: 'image', image: 'x' },
      ],
    },
  ];
  const { kind, summary, preview } = describe(messages, LIMITS);
  assert.deepEqual([kind, summary.shape], ['message', [2]]);
  assert.deepEqual(preview?.form === 'messages' ? preview.messages.map(({ role, text }) => [role, text]) : [], [
    ['system', 'Be brief.'],
    ['user', 'Hello\n[image]'],
  ]);
  assert.equal(describe({ role: 'admin', content: 'a person, not a message' }, LIMITS).kind, 'record');
});

const RESPONSES: [name: string, value: unknown, expected: Record<string, unknown>][] = [
  [
    'OpenAI',
    {
      id: 'c1',
      object: 'chat.completion',
      model: 'gpt-4o',
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Hi' } }],
      usage: { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 },
    },
    { role: 'assistant', model: 'gpt-4o', finish: 'stop', tokens: { input: 9, output: 2, total: 11 } },
  ],
  [
    'Anthropic',
    {
      id: 'm1',
      type: 'message',
      role: 'assistant',
      model: 'claude',
      stop_reason: 'end_turn',
      content: [{ type: 'text', text: 'Hi' }],
      usage: { input_tokens: 9, output_tokens: 2 },
    },
    { role: 'assistant', model: 'claude', finish: 'end_turn', tokens: { input: 9, output: 2, total: 11 } },
  ],
];

test('completions are told with model, tokens and finish', () => {
  for (const [name, value, expected] of RESPONSES) {
    const { kind, summary } = describe(value, LIMITS);
    assert.deepEqual([name, kind, summary], [name, 'response', expected]);
  }
});

test('the AI SDK: the result of generateText is a response, read without its getters', async () => {
  const model = new MockLanguageModelV4({
    modelId: 'mock-7',
    doGenerate: {
      content: [{ type: 'text', text: 'Hello from the model' }],
      finishReason: { unified: 'stop', raw: 'stop' },
      usage: {
        inputTokens: { total: 10, noCache: 10, cacheRead: 0, cacheWrite: 0 },
        outputTokens: { total: 4, text: 4, reasoning: 0 },
      },
      warnings: [],
    },
  });
  const result = await generateText({ model, prompt: 'Say hello' });
  const { kind, summary, preview, lib } = describe(result, LIMITS);
  assert.deepEqual([kind, lib], ['response', 'ai']);
  assert.deepEqual(summary, {
    role: 'assistant',
    model: 'mock-7',
    finish: 'stop',
    tokens: { input: 10, output: 4, total: 14 },
  });
  assert.equal(preview?.form === 'messages' ? preview.messages[0]?.text : '', 'Hello from the model');
  assert.equal(describe(result.response.messages, LIMITS).kind, 'message');
});

const CHANGES: [name: string, make: () => object, change: (value: never) => unknown][] = [
  ['push', () => [1, 2], (value: number[]) => value.push(3)],
  ['sort', () => [3, 1, 2], (value: number[]) => value.sort()],
  [
    'a field of every row',
    () => [{ a: 1 }, { a: 2 }],
    (value: { a: number }[]) => {
      for (const row of value) row.a += 1;
    },
  ],
  [
    'a new key',
    () => ({ a: 1 }),
    (value: Record<string, number>) => {
      value.b = 2;
    },
  ],
  [
    'a changed key',
    () => ({ a: 1 }),
    (value: Record<string, number>) => {
      value.a = 2;
    },
  ],
  ['a list inside a grouping', () => ({ a: [1] }), (value: Record<string, number[]>) => value.a?.push(2)],
  ['Map.set', () => new Map([['a', 1]]), (value: Map<string, number>) => value.set('a', 2)],
  ['a list inside a Map', () => new Map([['a', [1]]]), (value: Map<string, number[]>) => value.get('a')?.push(2)],
  ['Set.add', () => new Set([1]), (value: Set<number>) => value.add(2)],
  ['a typed array', () => new Float64Array(10), (value: Float64Array) => value.fill(1)],
  [
    'an instance',
    () => new Account(),
    (value: Account) => {
      value.owner = 'Grace';
    },
  ],
] as [string, () => object, (value: never) => unknown][];

test('fingerprints notice changes in place and nothing else', () => {
  for (const [name, make, change] of CHANGES) {
    const value = make();
    const before = fingerprint(value);
    assert.equal(fingerprint(value), before, name);
    change(value as never);
    assert.notEqual(fingerprint(value), before, name);
  }
});

test('tools are not data', () => {
  for (const tool of [globalThis, console, process, Math, () => 1, class {}, undefined])
    assert.equal(isData(tool), false);
  for (const data of [1, 'a', null, [], {}, new Map(), new Account(), new Proxy({}, {})])
    assert.equal(isData(data), true);
  assert.deepEqual(
    [isPrimitive(1n), isPrimitive(null), isPrimitive([]), isPrimitive(() => 1)],
    [true, true, false, false],
  );
});
