/** One artifact with a bounded preview. A picture comes along as an address that holds it, since a panel reads no files. */
import { describeArtifact } from '../core/detail.ts';
import { userError } from '../core/errors.ts';
import type { Preview } from '../protocol/artifact.ts';
import type { ArtifactDetail } from '../protocol/detail.ts';
import type { RunReader } from '../store/reader.ts';

const DEFAULT_ROWS = 100;
const MOST_ROWS = 10_000;

export async function detailWithPreview(
  reader: RunReader,
  id: string,
  rows: number = DEFAULT_ROWS,
): Promise<ArtifactDetail> {
  const detail = describeArtifact(reader.run, id, reader.source);
  if (detail === undefined) throw userError('artifact-missing', { run: reader.run.header.id, artifact: id });
  const preview = await reader.preview(id, Math.min(MOST_ROWS, Math.max(0, rows)));
  if (preview === undefined) return detail;
  return { ...detail, preview: preview.form === 'image' ? await withPicture(reader, preview) : preview };
}

type Picture = Extract<Preview, { form: 'image' }>;

async function withPicture(reader: RunReader, preview: Picture): Promise<Picture> {
  const bytes = await reader.blob(preview.blob);
  if (bytes === undefined) return { ...preview, blob: '' };
  const mime = preview.mime === 'image/svg+xml' ? 'image/svg+xml' : 'image/png';
  return { ...preview, blob: `data:${mime};base64,${bytes.toString('base64')}` };
}
