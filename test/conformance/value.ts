/** What an artifact is, in words that both languages share: kinds and shapes, never names of types. */
import type { Cell } from '../../src/protocol/artifact.ts';
import type { ArtifactRecord } from '../../src/protocol/runLog.ts';

export function describeArtifact({ kind, sum, ver, why }: ArtifactRecord): string {
  const version = ver > 1 ? ` v${ver}` : '';
  if (kind === 'scalar') return `scalar ${cellText(sum.value)}${version}`;
  if (kind === 'file') return `file ${(sum.path ?? '').split('/').at(-1)}`;
  if (kind === 'lazy' || kind === 'other') return `${kind}${why === 'failed' ? ' failed' : ''}${version}`;
  return `${kind}${sum.shape === undefined ? '' : ` ${sum.shape.join('×')}`}${version}`;
}

function cellText(cell: Cell | undefined): string {
  if (cell === undefined || cell === null) return 'null';
  if (Array.isArray(cell)) {
    const [tag, ...rest] = cell;
    if (tag === 'undefined') return 'null';
    if (tag === 'int') return String(rest[0]);
    return [tag, ...rest].join(' ');
  }
  return JSON.stringify(cell);
}
