/** What recorder and tracers agree on: the configuration file that a traced process reads when it starts. */
import { realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { InterimError } from '../core/errors.ts';
import { type CaptureLimits, RUN_FORMAT, type RunHeader } from '../protocol/runLog.ts';
import { cacheFolderOf } from '../store/runPlaces.ts';
import type { Environment } from './executable.ts';
import type { Target } from './plan.ts';

export interface TracerConfig {
  format: number;
  interim: string;
  /** Absolute, links resolved; null with `module`. */
  entry: string | null;
  /** As the user wrote it: the program's own name for itself. */
  entryAsTyped: string | null;
  module: string | null;
  workspace: string;
  /** Patterns of files outside the workspace's own modules that are traced as well. */
  include: string[];
  runFolder: string;
  cacheFolder: string | null;
  limits: CaptureLimits;
  flags: string[];
}

/** How the traced command differs from the plain one, and what could not be done. */
export interface TracedStart {
  run: { args?: string[]; env?: Environment };
  notice?: InterimError;
}

export function tracerConfig({ file, workspace, request }: Target, folder: string, header: RunHeader): TracerConfig {
  return {
    format: RUN_FORMAT,
    interim: header.interim,
    entry: file === undefined ? null : header.language === 'javascript' ? realpathSync(file) : file,
    entryAsTyped: request.module === undefined ? (request.program ?? null) : null,
    module: request.module ?? null,
    workspace,
    include: request.include ?? [],
    runFolder: folder,
    cacheFolder: cacheFolderOf(path.dirname(folder), request.env),
    limits: header.limits,
    flags: request.runtimeArgs ?? [],
  };
}

/** Writes the configuration into the run folder and returns its path. */
export function writeTracerConfig(config: TracerConfig): string {
  const place = path.join(config.runFolder, 'trace.json');
  writeFileSync(place, JSON.stringify(config));
  return place;
}
