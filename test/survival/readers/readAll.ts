/** Everything that readers do with a run folder. They may refuse it with an error of ours; nothing else may come out of them. */
import { InterimError } from '../../../src/core/errors.ts';
import { toDot, toMermaid } from '../../../src/core/export.ts';
import { buildGraph } from '../../../src/core/graph.ts';
import { FILTER_KINDS } from '../../../src/core/kinds.ts';
import { artifactAt, nodeAt } from '../../../src/core/lookup.ts';
import { artifactName } from '../../../src/core/processLog.ts';
import type { Run } from '../../../src/core/run.ts';
import { buildShow } from '../../../src/core/show.ts';
import { detailWithPreview } from '../../../src/panel/detail.ts';
import { openPanelSession } from '../../../src/panel/session.ts';
import type { Cut } from '../../../src/protocol/graph.ts';
import { openRun, type RunReader } from '../../../src/store/reader.ts';
import { briefOfFolder } from '../../../src/store/runs.ts';

const ARTIFACTS = 12;
const PLACES = 6;

export async function readAll(folder: string): Promise<Run | undefined> {
  briefOfFolder(folder);
  let reader: RunReader;
  try {
    reader = await openRun(folder);
  } catch (error) {
    if (error instanceof InterimError) return undefined;
    throw error;
  }
  try {
    await readOpened(reader);
    return reader.run;
  } finally {
    await reader.indexed();
    reader.close();
  }
}

async function readOpened(reader: RunReader): Promise<void> {
  const { run } = reader;
  const cut: Cut = { level: 'expression', opened: [], shut: [], kinds: [...FILTER_KINDS] };
  JSON.stringify(buildShow(run, reader.source));
  JSON.stringify(buildShow(run, reader.source, { unfold: true }));
  for (const view of [buildGraph(run), buildGraph(run, cut)]) {
    JSON.stringify(view);
    toDot(view);
    toMermaid(view);
  }
  for (const id of someArtifacts(run)) JSON.stringify(await detailWithPreview(reader, id).catch(ours));
  for (const site of someOf(run.sites, PLACES)) {
    artifactAt(run, site.module.path, site.line, site.column);
    nodeAt(run, cut, site.module.path, site.line, site.column);
  }
  await showPanel(reader);
}

const ours = (error: unknown): undefined => {
  if (error instanceof InterimError) return undefined;
  throw error;
};

function someArtifacts(run: Run): string[] {
  return [...run.logs.values()].flatMap((log) => {
    const ids = Array.from({ length: Math.min(log.artifacts.max, 10_000) }, (_, index) => index + 1);
    return someOf(ids, ARTIFACTS).map((id) => artifactName(log, id));
  });
}

const someOf = <T>(list: readonly T[], most: number): T[] =>
  list.filter((_, index) => index % Math.max(1, Math.ceil(list.length / most)) === 0);

/** A panel that shows the run and is asked for an artifact. */
async function showPanel(reader: RunReader): Promise<void> {
  const drawn = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  const told: string[] = [];
  const session = openPanelSession(
    { list: async () => [], open: async () => reader },
    (message) => {
      if (message.type === 'error') told.push(message.error.message);
      if (message.type === 'view' || message.type === 'error') drawn.resolve();
      if (message.type === 'detail' || message.type === 'detailFailed') answered.resolve();
    },
    { reveal: () => {}, stop: () => {}, copy: () => {} },
  );
  session.receive({ type: 'ready' });
  await drawn.promise;
  session.receive({ type: 'detail', request: 1, artifact: '1' });
  await answered.promise;
  session.dispose();
  if (told.length > 0) throw new Error(`the panel was told: ${told.join('; ')}`);
}
