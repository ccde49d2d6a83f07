/** The quick way to read a line says what `JSON.parse` says, or nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkRecord } from '../../src/core/checkRecord.ts';
import { takeSummary } from '../../src/core/checkValue.ts';
import { scanRecord } from '../../src/store/scanRecord.ts';

const LINES = [
  '{"k":"step","id":877,"site":46,"parent":7,"it":28,"t":263114,"d":1,"in":[[786,"left"],[787,"right","a.b"]],"out":[[788,"value"]]}',
  '{"k":"step","id":9,"site":3,"parent":0,"t":0,"d":0,"n":12,"rec":3,"err":{"id":1,"type":"KeyError","message":"{\\"x\\"}","caught":true}}',
  '{"k":"enter","id":3,"site":2,"parent":1,"t":5,"it":0}',
  '{"k":"enter","id":3,"site":2,"parent":1,"it":0,"t":5}',
  '{"k":"artifact","id":790,"step":879,"kind":"record","type":"dict","lib":"builtins","from":763,"ver":30,"fp":"3:52","sum":{"shape":[3],"fields":{"a}":["str","\\"{"]}},"pv":[11141,86],"detail":"sample","why":"size"}',
  '{"k":"bind","name":"rate","a":12,"site":13,"frame":8,"parent":2,"it":4,"t":9}',
];

/** As the scanner gives it: an artifact's summary is read from where it says that it stands, and taken as readers take it. */
function scan(line: Buffer): unknown {
  const before = Buffer.from('{}\n');
  const base = 1000;
  const record = scanRecord(Buffer.concat([before, line]), before.length, before.length + line.length, base);
  if (record?.k !== 'artifact' || !Array.isArray(record.sum)) return record;
  const at = record.sum[0] - base - before.length;
  return { ...record, sum: takeSummary(readJson(line.subarray(at, at + record.sum[1]))) };
}

function readJson(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'));
  } catch {
    return undefined;
  }
}

for (const line of LINES)
  test(`taken whole: ${line.slice(0, 60)}…`, () => {
    assert.deepEqual(scan(Buffer.from(line)), JSON.parse(line));
  });

test('what is not as expected is left to JSON.parse', () => {
  for (const line of ['{"id":1,"k":"step"}', '{"k":"count","site":1,"n":1,"rec":1}', '{"k":"step","id":1.5', '', '[]'])
    assert.equal(scan(Buffer.from(line)), undefined);
});

test('changed at any byte: the same as JSON.parse, or nothing', () => {
  const change = fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('{}[]",:\\0-'))));
  fc.assert(
    fc.property(fc.constantFrom(...LINES), fc.array(change, { minLength: 1, maxLength: 3 }), (text, changes) => {
      const line = Buffer.from(text);
      for (const [at, byte] of changes) line[at % line.length] = byte;
      const scanned = scan(line) as Record<string, unknown> | undefined;
      if (scanned === undefined || ('sum' in scanned && scanned.sum === undefined)) return;
      const checked = checkRecord(readJson(line));
      if (checked === 'invalid' && 'sum' in scanned) return;
      assert.deepEqual(checked, { record: scanned });
    }),
    { numRuns: 20_000 },
  );
});
