/** How much of a run is kept unless the user says otherwise: rich enough to read, small enough to forget about. */
import { userError } from '../core/errors.ts';
import type { CaptureLimits } from '../protocol/runLog.ts';

type NumberLimits = Required<Omit<CaptureLimits, 'mask' | 'values'>>;

export const DEFAULT_LIMITS: NumberLimits = {
  previewRows: 100,
  previewColumns: 100,
  previewItems: 100,
  previewText: 10_000,
  iterations: 30,
  describeMs: 50,
  runBytes: 500_000_000,
};

export function completeLimits(given: Partial<CaptureLimits> = {}): CaptureLimits {
  const { mask, values, ...numbers } = given;
  const limits: CaptureLimits = { ...DEFAULT_LIMITS, ...maskOf(mask), ...(values === false ? { values } : {}) };
  for (const [name, value] of Object.entries(numbers)) {
    if (value === undefined) continue;
    if (!isLimit(name)) throw userError('limit-unknown', { name, known: Object.keys(DEFAULT_LIMITS).join(', ') });
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0)
      throw userError('limit-value', { name, value: String(value) });
    limits[name] = Math.floor(value);
  }
  return limits;
}

function maskOf(patterns: unknown): { mask?: string[] } {
  if (patterns === undefined || (Array.isArray(patterns) && patterns.length === 0)) return {};
  if (!Array.isArray(patterns) || !patterns.every((each) => typeof each === 'string'))
    throw userError('limit-value', { name: 'mask', value: JSON.stringify(patterns) });
  return { mask: patterns };
}

/** `previewRows=20`, as the command line takes it. */
export function parseLimit(text: string): Partial<CaptureLimits> {
  const [name = '', value = ''] = text.split('=');
  if (!isLimit(name)) throw userError('limit-unknown', { name, known: Object.keys(DEFAULT_LIMITS).join(', ') });
  if (!/^\d+$/.test(value)) throw userError('limit-value', { name, value });
  return { [name]: Number(value) };
}

function isLimit(name: string): name is keyof NumberLimits {
  return Object.hasOwn(DEFAULT_LIMITS, name);
}
