/**
 * `npm run perturb:node [name…]`: lineage by trying. One number or word in a file that a program reads is changed, and the program runs again: every
 * artifact that is not what it was must be reachable from the file in the graph of the first run.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ArtifactRecord, StepRecord } from '../../../src/protocol/runLog.ts';
import { copyProgram, type Program, plainEnv, programs } from './examine.ts';
import type { Recorded } from './recorded.ts';
import { traceWhole } from './traceWhole.ts';

const MOST_FILES = 2;
const MOST_TOLD = 6;

interface Tried {
  changed: number;
  reached: number;
  misses: string[];
}

async function tryProgram(program: Program): Promise<Tried> {
  const tried: Tried = { changed: 0, reached: 0, misses: [] };
  const folder = copyProgram(program);
  try {
    const entry = path.join(folder, program.entry);
    const before = (await traceWhole(folder, entry, plainEnv())).recorded;
    const restless = differing(before, (await traceWhole(folder, entry, plainEnv())).recorded);
    for (const file of filesRead(before).slice(0, MOST_FILES)) {
      const name = file.sum.path?.startsWith('file:') ? fileURLToPath(file.sum.path) : (file.sum.path ?? '');
      const place = path.resolve(folder, name);
      const text = fs.readFileSync(place, 'utf8');
      for (const line of [1, 4]) {
        for (const other of [changeNumber(text, line), changeText(text, line)]) {
          if (other === undefined) continue;
          fs.writeFileSync(place, other);
          const after = (await traceWhole(folder, entry, plainEnv())).recorded;
          fs.writeFileSync(place, text);
          compare(tried, before, after, file.id, restless);
        }
      }
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  return tried;
}

function filesRead(recorded: Recorded): ArtifactRecord[] {
  const files = [...recorded.artifacts.values()].filter(({ kind, sum }) => kind === 'file' && sum.mode === 'read');
  return files.filter(({ sum }) => /\.(csv|json)$/.test(sum.path ?? ''));
}

/** The last number of a line becomes another of the same length. */
const changeNumber = (text: string, line: number): string | undefined =>
  change(text, line, /^(.*)(\d)(\D*)$/, (digit) => String((Number(digit) + 3) % 10));

/** The last letter of a word that is not a field's name becomes another. */
const changeText = (text: string, line: number): string | undefined =>
  change(text, line, /^(.*[a-z])([a-z])(?![\w"]*"?:)([^a-z]*)$/i, (letter) => (/[xX]/.test(letter) ? 'y' : 'x'));

function change(text: string, line: number, part: RegExp, other: (part: string) => string): string | undefined {
  const lines = text.split('\n');
  const found = part.exec(lines[line] ?? '');
  if (!found) return undefined;
  const [, head = '', changed = '', tail = ''] = found;
  lines[line] = head + other(changed) + tail;
  return lines.join('\n');
}

/** Places where two runs over the same data differ: what waits for several files goes on in no fixed order. */
function differing(one: Recorded, two: Recorded): Set<string> {
  const [was, is] = [byPlace(one), byPlace(two)];
  const isSame = (place: string, artifacts: ArtifactRecord[]) =>
    artifacts.every((each, index) => {
      const other = is.get(place)?.[index];
      return other !== undefined && contentOf(one, each) === contentOf(two, other);
    });
  return new Set([...was].flatMap(([place, artifacts]) => (isSame(place, artifacts) ? [] : [place])));
}

function compare(tried: Tried, before: Recorded, after: Recorded, from: number, restless: Set<string>): void {
  const [was, is] = [byPlace(before), byPlace(after)];
  const reachable = reachableFrom(before, from);
  for (const [place, artifacts] of was) {
    if (restless.has(place)) continue;
    const others = (is.get(place) ?? []).map((each) => contentOf(after, each));
    for (const artifact of changedAmong(artifacts, others, before)) {
      tried.changed++;
      if (reachable.has(artifact.id)) tried.reached++;
      else tried.misses.push(`${place} #${artifact.id} ${artifact.kind} ${JSON.stringify(artifact.sum).slice(0, 100)}`);
    }
  }
}

/** What is nowhere at its place any more: what waits for several files goes on in no fixed order, and is the same in another. */
function changedAmong(artifacts: ArtifactRecord[], others: string[], before: Recorded): ArtifactRecord[] {
  const contents = artifacts.map((each) => contentOf(before, each));
  const left = others.filter((content, index) => contents[index] !== content);
  return artifacts.filter((artifact, index) => {
    if (artifact.kind === 'file' || contents[index] === others[index]) return false;
    const at = left.indexOf(contents[index] ?? '');
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** The n-th artifact made at a place: runs that go the same way make the same. */
function byPlace(recorded: Recorded): Map<string, ArtifactRecord[]> {
  const found = new Map<string, ArtifactRecord[]>();
  for (const artifact of recorded.artifacts.values()) {
    const place = recorded.placeOf(artifact.step) ?? '?';
    found.set(place, [...(found.get(place) ?? []), artifact]);
  }
  return found;
}

function contentOf(recorded: Recorded, artifact: ArtifactRecord): string {
  return `${artifact.fp?.includes('i:') ? '' : artifact.fp} ${JSON.stringify([artifact.sum, recorded.previewOf(artifact)])}`;
}

/**
 * Along the record's edges: from an input of a step to its outputs, from a version to the next, and from what a call was given to
 * what the functions that it ran received.
 */
function reachableFrom(recorded: Recorded, from: number): Set<number> {
  const steps = new Map<number, StepRecord>();
  const edges = new Map<number, Set<number>>();
  const add = (a: number, b: number) => void edges.set(a, (edges.get(a) ?? new Set()).add(b));
  for (const record of recorded.records) if (record.k === 'step') steps.set(record.id, record);
  for (const { id, in: inputs = [], out = [], parent } of steps.values()) {
    for (const [input] of inputs) {
      for (const [output] of out) add(input, output);
      if (recorded.artifacts.get(input)?.step !== id) continue;
      for (const [given] of steps.get(parent)?.in ?? []) add(given, input);
    }
  }
  for (const { id, from: older } of recorded.artifacts.values()) if (older !== undefined) add(older, id);
  const reached = new Set([from]);
  for (const each of reached) for (const next of edges.get(each) ?? []) reached.add(next);
  return reached;
}

const asked = process.argv.slice(2);
const sum = { changed: 0, reached: 0 };
for (const program of programs()) {
  if (asked.length > 0 && !asked.some((word) => program.name.includes(word))) continue;
  const { changed, reached, misses } = await tryProgram(program);
  if (changed === 0) continue;
  sum.changed += changed;
  sum.reached += reached;
  process.stdout.write(`${program.name.padEnd(28)} changed ${changed}, reachable ${reached}\n`);
  for (const miss of misses.slice(0, MOST_TOLD)) process.stdout.write(`    not reachable ${miss}\n`);
}
const percent = ((100 * sum.reached) / Math.max(1, sum.changed)).toFixed(2);
process.stdout.write(`reachable ${percent} % of ${sum.changed}\n`);
