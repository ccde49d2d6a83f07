/** Analyses kept between runs, by content: a second run of unchanged sources loads no analyzer. */
import type { AnalysisResult, SourceModule } from '../../analysis/analyzer.ts';

const { readFileSync, writeFileSync, renameSync, mkdirSync } = process.getBuiltinModule('node:fs');
const path = process.getBuiltinModule('node:path');
const { imul } = Math;

export interface Cache {
  get(source: SourceModule): AnalysisResult | undefined;
  put(source: SourceModule, analysis: AnalysisResult): void;
  /** The SHA-256 of a source, known where its analysis was. */
  hashOf(source: SourceModule): string;
}

interface Kept {
  /** All that the analysis depends on: the file's name is only a mark of it. */
  of: string;
  hash: string;
  analysis: AnalysisResult;
}

export function openCache(folder: string | null, version: string): Cache {
  const hashes = new Map<string, string>();
  const hashOf = ({ text }: SourceModule): string => {
    const known = hashes.get(text);
    if (known !== undefined) return known;
    const hash = sha256(text);
    hashes.set(text, hash);
    return hash;
  };
  if (folder === null) return { get: () => undefined, put: () => {}, hashOf };
  const keyOf = ({ text, kind, format, options, path: file, evaluated }: SourceModule) =>
    JSON.stringify([version, process.version, kind, format, options, path.basename(file), text, evaluated]);
  const fileOf = (key: string) => path.join(folder, `${markOf(key)}.json`);
  return {
    hashOf,
    get(source) {
      try {
        const key = keyOf(source);
        const kept = JSON.parse(readFileSync(fileOf(key), 'utf8')) as Kept;
        if (kept.of !== key) return undefined;
        hashes.set(source.text, kept.hash);
        return kept.analysis;
      } catch {
        return undefined;
      }
    },
    put(source, analysis) {
      try {
        const key = keyOf(source);
        const file = fileOf(key);
        const written = `${file}.${process.pid}-${process.hrtime().join('-')}`;
        const kept: Kept = { of: key, hash: hashOf(source), analysis };
        mkdirSync(folder, { recursive: true });
        writeFileSync(written, JSON.stringify(kept));
        renameSync(written, file);
      } catch {
        // read-only or full: the next run analyses again
      }
    },
  };
}

/** Loaded only for sources not seen before: Node's cryptography takes longer to load than all of the tracer. */
function sha256(text: string): string {
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(text).digest('hex');
}

/** A look at some of it is enough: what is found is compared as a whole. */
function markOf(key: string): string {
  let [a, b] = [key.length, 0x9747b28c];
  for (let index = 0; index < key.length; index += 1 + (key.length >> 8)) {
    const code = key.charCodeAt(index);
    a = imul(a ^ code, 0x85ebca6b);
    b = imul(b ^ code, 0xc2b2ae35);
    a ^= a >>> 15;
    b ^= b >>> 13;
  }
  return `${(a >>> 0).toString(16).padStart(8, '0')}${(b >>> 0).toString(16).padStart(8, '0')}`;
}
