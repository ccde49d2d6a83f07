/** What describing a value yields: the part of an artifact record that depends on the value alone. */
import type { ArtifactKind, Detail, Preview, Summary } from '../../../protocol/artifact.ts';
import type { CaptureLimits } from '../../../protocol/runLog.ts';

export interface Description {
  kind: ArtifactKind;
  type: string;
  lib?: string;
  summary: Summary;
  /** Equal for equal content as far as `detail` goes. */
  fp?: string;
  detail: Detail;
  why?: string;
  preview?: Preview;
  /** Bytes to be kept beside the log: an image. */
  blob?: { mime: string; bytes: Uint8Array };
}

/** One family of values: a description, or undefined where the value is not of the family. */
export type Family<T = object> = (value: T, limits: CaptureLimits, chain: string[]) => Description | undefined;

/** 0 means no limit. */
export function atMost(count: number, limit: number): number {
  return limit > 0 ? Math.min(count, limit) : count;
}
