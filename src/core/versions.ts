/** The versions of one artifact: what it was changed into in place. */
import { at } from './columns.ts';
import type { ProcessLog, Ref } from './model.ts';

/** The newest that was made from it, one change after the other, where `isWanted` is true of each. */
export function newestVersion({ log, id }: Ref, isWanted: (version: Ref) => boolean = () => true): Ref {
  let newest = id;
  for (let next = id; next !== 0; ) {
    newest = next;
    next = log.artifacts.next.get(newest)?.findLast((later) => later > newest && isWanted({ log, id: later })) ?? 0;
  }
  return { log, id: newest };
}

/** The version that the object had when the step began. */
export function versionBefore({ log, id }: Ref, step: number): Ref | undefined {
  let version = id;
  for (let n = 0; n < 1_000_000 && version > 0 && at(log.artifacts.step, version) >= step; n++)
    version = at(log.artifacts.from, version);
  return version > 0 ? { log, id: version } : undefined;
}

/** Whether an artifact is what an earlier one of its process was changed into, by whatever number of changes. */
export function isVersionOf(log: ProcessLog, artifact: number, earlier: number): boolean {
  let version = artifact;
  while (version > earlier) version = at(log.artifacts.from, version);
  return version === earlier;
}
