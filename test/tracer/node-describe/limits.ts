/** Limits as a run has them, with small previews. */
import type { CaptureLimits } from '../../../src/protocol/runLog.ts';

export const LIMITS: CaptureLimits = {
  previewRows: 5,
  previewColumns: 20,
  previewItems: 10,
  previewText: 500,
  iterations: 30,
  describeMs: 50,
  runBytes: 0,
};
