/** Values that stand for what is still to come: after a description each gives what it would have given, from its beginning. */
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { generateObject, streamText } from 'ai';
import { MockLanguageModelV4 } from 'ai/test';
import { z } from 'zod';
import { describe, fingerprint } from '../../../src/tracer/node/describe/index.ts';
import { LIMITS } from './limits.ts';

async function collect(values: AsyncIterable<unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const value of values) found.push(value);
  return found;
}

const usage = {
  inputTokens: { total: 3, noCache: 3, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 4, text: 4, reasoning: 0 },
};
const finishReason = { unified: 'stop' as const, raw: 'stop' };

test('Node streams: unread, not flowing, whole afterwards', async () => {
  let reads = 0;
  const stream = new Readable({
    read() {
      reads += 1;
      this.push(reads < 4 ? `part ${reads};` : null);
    },
  });
  assert.equal(describe(stream, LIMITS).kind, 'lazy');
  fingerprint(stream);
  assert.deepEqual([reads, stream.readableFlowing, stream.listenerCount('data')], [0, null, 0]);
  assert.equal((await buffer(stream)).toString(), 'part 1;part 2;part 3;');
});

test('web streams: unlocked, unpulled, whole afterwards', async () => {
  let pulls = 0;
  const stream = new ReadableStream(
    {
      pull(controller) {
        pulls += 1;
        if (pulls < 3) controller.enqueue(pulls);
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  assert.equal(describe(stream, LIMITS).kind, 'lazy');
  fingerprint(stream);
  assert.deepEqual([pulls, stream.locked], [0, false]);
  assert.deepEqual(await collect(stream), [1, 2]);
});

test('async generators and iterators: not advanced', async () => {
  let advanced = 0;
  async function* numbers(): AsyncGenerator<number> {
    for (advanced = 1; advanced < 4; advanced++) yield advanced;
  }
  const generator = numbers();
  const iterable = {
    [Symbol.asyncIterator]: () => assert.fail('asked for an iterator'),
  };
  assert.deepEqual([describe(generator, LIMITS).type, describe(iterable, LIMITS).kind], ['AsyncGenerator', 'lazy']);
  assert.equal(advanced, 0);
  assert.deepEqual(await collect(generator), [1, 2, 3]);
});

test('the AI SDK: an object is an answer with its tokens', async () => {
  const model = new MockLanguageModelV4({
    doGenerate: async () => ({
      content: [{ type: 'text', text: '{"city":"Oslo"}' }],
      finishReason,
      usage,
      warnings: [],
    }),
  });
  const result = await generateObject({ model, prompt: 'q', schema: z.object({ city: z.string() }) });
  const made = describe(result, LIMITS);
  assert.deepEqual([made.kind, made.lib, made.summary.finish], ['response', 'ai', 'stop']);
  assert.deepEqual(made.summary.tokens, { input: 3, output: 4, total: 7 });
  assert.match(made.preview?.form === 'messages' ? (made.preview.messages[0]?.text ?? '') : '', /Oslo/);
});

test('the AI SDK: a streamed answer is pending and is read by nobody but the program', async () => {
  let started = 0;
  const model = new MockLanguageModelV4({
    doStream: async () => {
      started += 1;
      return {
        stream: new ReadableStream({
          start(controller) {
            controller.enqueue({ type: 'text-start', id: '1' });
            controller.enqueue({ type: 'text-delta', id: '1', delta: 'hello' });
            controller.enqueue({ type: 'text-end', id: '1' });
            controller.enqueue({ type: 'finish', finishReason, usage });
            controller.close();
          },
        }),
      };
    },
  });
  const result = streamText({ model, prompt: 'q' });
  const claimed = Reflect.get(result, 'streamClaimed');
  const made = describe(result, LIMITS);
  assert.deepEqual([made.kind, made.lib, made.summary.progress], ['lazy', 'ai', 'pending']);
  assert.equal(Reflect.get(result, 'streamClaimed'), claimed);
  assert.deepEqual([await collect(result.textStream), started], [['hello'], 1]);
});
