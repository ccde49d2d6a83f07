/**
 * What runtimes answered about themselves, kept between commands with the user's own files: asking takes a process of its own.
 * Only an executable that is itself what answered is kept, and for as long as its file stays the same: what stands for another one
 * (a shim, a launcher, a script) may stand for a newer one tomorrow.
 */
import { mkdirSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stateFolder } from '../store/runPlaces.ts';
import type { Environment } from './executable.ts';

const MOST = 50;

export function knownAnswer(file: string, args: string[], env: Environment): string | undefined {
  const key = keyOf(file, args);
  return key === undefined ? undefined : readAnswers(env).get(key);
}

/** `answering` is the executable that it said it is. */
export function keepAnswer(file: string, args: string[], env: Environment, output: string, answering: string): void {
  try {
    const key = keyOf(file, args);
    if (key === undefined || realpathSync(answering) !== realpathSync(file)) return;
    const answers = readAnswers(env).set(key, output);
    const place = placeOf(env);
    mkdirSync(path.dirname(place), { recursive: true });
    const draft = `${place}.${process.pid}`;
    writeFileSync(draft, JSON.stringify([...answers].slice(-MOST)));
    renameSync(draft, place);
  } catch {
    // It is asked again.
  }
}

function keyOf(file: string, args: string[]): string | undefined {
  try {
    const real = realpathSync(file);
    const { mtimeMs, ctimeMs, size } = statSync(real);
    return JSON.stringify([real, mtimeMs, ctimeMs, size, args]);
  } catch {
    return undefined;
  }
}

function readAnswers(env: Environment): Map<string, string> {
  try {
    const kept: unknown = JSON.parse(readFileSync(placeOf(env), 'utf8'));
    const pairs = Array.isArray(kept) ? kept : [];
    return new Map(pairs.flatMap(([key, output]) => (typeof output === 'string' ? [[String(key), output]] : [])));
  } catch {
    return new Map();
  }
}

function placeOf(env: Environment): string {
  return path.join(stateFolder(env), 'interim', 'runtimes.json');
}
