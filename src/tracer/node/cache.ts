/** Analyses kept between runs, by content: a second run of unchanged sources loads no analyzer. */
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { AnalysisResult, SourceModule } from '../../analysis/analyzer.ts';

const { readFileSync, writeFileSync, renameSync, mkdirSync, statSync } = fs;

export interface Cache {
  get(source: SourceModule): AnalysisResult | undefined;
  put(source: SourceModule, analysis: AnalysisResult): void;
}

export function openCache(folder: string | null, version: string): Cache {
  if (folder === null) return { get: () => undefined, put: () => {} };
  const fileOf = ({ text, kind, format, options, path: file }: SourceModule) =>
    path.join(
      folder,
      `${createHash('sha256')
        .update(JSON.stringify([version, process.version, kind, format, options, path.basename(file), text]))
        .digest('hex')}.json`,
    );
  return {
    get(source) {
      try {
        return JSON.parse(readFileSync(fileOf(source), 'utf8')) as AnalysisResult;
      } catch {
        return undefined;
      }
    },
    put(source, analysis) {
      try {
        const file = fileOf(source);
        const written = `${file}.${randomBytes(6).toString('hex')}`;
        mkdirSync(folder, { recursive: true });
        writeFileSync(written, JSON.stringify(analysis));
        renameSync(written, file);
      } catch {
        // read-only or full: the next run analyses again
      }
    },
  };
}

/** Tells one build of the analyzer from another without reading it: what an older one wrote is not used. */
export function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.size}-${Math.floor(stat.mtimeMs)}` : '';
}
